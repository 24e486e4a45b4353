"""Blocks, their kinds, what governs them, and line breaks that are undone."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import raw_report, read_report
from pipeline.segment import Segmented, segment
from pipeline.segment.boilerplate import RULES, boilerplate_kind, pieces
from pipeline.segment.glue import Break, by_rule
from pipeline.segment.inline import plain
from pipeline.segment.lines import SIGNS, sign_of, width_of
from pipeline.segment.wraps import ends_sentence

SHARED = Path(__file__).parents[2].parent / "shared" / "reports"


def read(text: str) -> Segmented:
    return segment(raw_report(text))


def kinds(text: str) -> list[tuple[str, str]]:
    segmented = read(text)
    return [(block.kind, segmented.text[block.start_char : block.end_char]) for block in segmented.blocks]


def governed(text: str) -> dict[str, tuple[str, ...]]:
    segmented = read(text)
    return {segmented.text[block.start_char : block.end_char]: block.heading_path for block in segmented.blocks}


INLINE = [
    ("**한빛전자**가 매출을 발표했다", "한빛전자가 매출을 발표했다"),
    ("[공시](https://example.kr/a_(1).html)에 따르면", "공시에 따르면"),
    ("![도표](a.png) 참고", "도표 참고"),
    ("![[단독] 신공장](https://example.kr/1.jpg)", "[단독] 신공장"),
    ("소라배당[주식](17.83%)과 새솔배당[채권](3배)", "소라배당[주식](17.83%)과 새솔배당[채권](3배)"),
    ("[17.83%](a.html) 올랐다", "17.83% 올랐다"),
    (r"\* 잠정치", "* 잠정치"),
    (r"3\*4 \\ 5", r"3*4 \ 5"),
    ("R&amp;D 비용&nbsp;&#49;억", "R&D 비용 1억"),
    ("가로 3*4*5 세로", "가로 3*4*5 세로"),
    ("*환율 기준: 7일*", "환율 기준: 7일"),
    ("***굵고 기운*** `부호` ~~지움~~", "굵고 기운 부호 지움"),
    ("_기움_ snake_case_name", "기움 snake_case_name"),
    ("첫째<br>둘째<br/>셋째", "첫째 둘째 셋째"),
    ("<b>굵게</b> <표> 3 < 5 > 2", "굵게 <표> 3 < 5 > 2"),
    ("보이는<!-- 숨은 말 --> 말", "보이는 말"),
    ("전각　공백\u00a0과\u200b 폭 없는\ufeff 글자", "전각 공백과 폭 없는 글자".replace("과", " 과")),
    ("＜주＞ 1㎡ ＋3", "＜주＞ 1㎡ ＋3"),
]


@pytest.mark.parametrize(("line", "expected"), INLINE)
def test_markup_is_dropped_and_nothing_else(line, expected):
    assert plain(line) == expected


@pytest.mark.parametrize(("rank", "example"), [(rank, example) for rank, _, example in SIGNS])
def test_every_sign_is_recognised_by_its_example(rank, example):
    sign = sign_of(example)

    assert sign is not None
    assert sign.rank == rank


@pytest.mark.parametrize(
    "line",
    [
        "△12억원 감소",
        "▲ 3.2% 상승",
        "-3.5%",
        "2024. 5. 2. 배포",
        "1.5배 증가",
        "3. 5%",
        "**굵게**",
        "10월 수출",
        "IT. 회사",
        "가격은",
    ],
)
def test_no_sign(line):
    assert sign_of(line) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}: {rule.example}")
def test_every_boilerplate_rule_matches_its_example_and_not_its_negative(rule):
    assert rule.matches(rule.example)
    assert not boilerplate_kind(rule.negative)


BOILERPLATE = [
    "입력",
    "홈 | 뉴스 | 더보기",
    "공유하기 | 인쇄 | 스크랩",
    "댓글 3",
    "page 12",
    "ⓒ 2024 한서일보 All rights reserved.",
    "사진=한빛전자",
]
CONTENT = [
    "출처: Financial Times",
    "자료: 한국은행",
    "한서증권 리서치센터 | 2024. 5. 2.",
    "한서진 기자회견에서 밝혀",
    "수정 전망치를 내놓았다.",
    "2024 / 2025",
    "투자는 12% 늘었다.",
    "사진 공유 서비스가 성장했다.",
    "이미지 센서: 매출 3조원",
    "담당 부서를 신설하고 인력을 30명 늘렸다.",
    "검색 광고 매출 1조원",
]


@pytest.mark.parametrize("block", BOILERPLATE)
def test_page_furniture(block):
    assert boilerplate_kind(block)


PIECES = [
    ("[서울=한서통신] 한서진 기자 = 매출이 늘었다.", ["[서울=한서통신] 한서진 기자 =", "매출이 늘었다."]),
    ("[한서일보 한서진 기자]매출이 늘었다.", ["[한서일보 한서진 기자]", "매출이 늘었다."]),
    ("매출이 늘었다./한서진기자 sjhan@", ["매출이 늘었다.", "/한서진기자 sjhan@"]),
    ("매출이 늘었다. 한서닷컴 한서진기자 sjhan@press.example", ["매출이 늘었다.", "한서닷컴 한서진기자 sjhan@press.example"]),
    ("매출이 늘었다. (사진=한서통신)", ["매출이 늘었다.", "(사진=한서통신)"]),
    ("공장 조감도 [사진=한빛전자] 매출이 늘었다.", ["공장 조감도 [사진=한빛전자]", "매출이 늘었다."]),
    ("매출이 늘었다. 문의 02-000-0000", ["매출이 늘었다.", "문의 02-000-0000"]),
]
WHOLE = [
    "한서진 대표(사진=한빛전자)는 매출이 늘었다고 말했다.",
    "지수는 108.2(2020=100)로 올랐다. 지난달보다 0.3% 높다.",
    "(매출=3조원) 한빛전자가 앞섰다.",
    "[속보] 한빛전자 매출이 늘었다.",
]


@pytest.mark.parametrize(("line", "expected"), PIECES)
def test_furniture_is_cut_out_of_its_line(line, expected):
    assert pieces(line) == expected


@pytest.mark.parametrize("line", WHOLE)
def test_a_line_of_the_report_stays_whole(line):
    assert pieces(line) == [line]


def test_blocks_know_what_kind_of_furniture_they_are():
    report = segment(
        raw_report("공장 착공\n\n[서울=한서통신] 한서진 기자 = 한빛전자는 공장을 짓는다고 밝혔다. (끝)\n\n공유하기\n")
    )

    assert [(block.kind, block.boilerplate_kind) for block in report.blocks] == [
        ("title", None),
        ("boilerplate", "byline"),
        ("paragraph", None),
        ("boilerplate", "rights"),
        ("boilerplate", "navigation"),
    ]


@pytest.mark.parametrize("block", CONTENT)
def test_content_is_no_page_furniture(block):
    assert not boilerplate_kind(block)


BLOCKS = [
    # a Markdown report
    (
        "# 철강 산업 점검\n\n한서증권 | 2024-05-02\n\n## 1. 수요\n건설 수요는 줄었다.\n- **자동차**: 3% "
        "늘었다\n    - 수출용은 5% 늘었다\n",
        [
            ("title", "철강 산업 점검"),
            ("paragraph", "한서증권 | 2024-05-02"),
            ("heading", "1. 수요"),
            ("paragraph", "건설 수요는 줄었다."),
            ("list_item", "자동차: 3% 늘었다"),
            ("list_item", "수출용은 5% 늘었다"),
        ],
    ),
    # the masthead above the title
    (
        "# HANSEO RESEARCH\n## Weekly\n3 May 2024\n### 철강의 봄\n수요가 늘어난다.\n",
        [
            ("heading", "HANSEO RESEARCH"),
            ("heading", "Weekly"),
            ("paragraph", "3 May 2024"),
            ("title", "철강의 봄"),
            ("paragraph", "수요가 늘어난다."),
        ],
    ),
    # news, with a stamp, a byline and a heading that nothing marks
    (
        "철강 3사, 2분기 실적 반등\n\n입력 2024.05.02. 오전 9:00\n한서진 기자 sjhan@press.example\n\n"
        "철강 3사의 2분기 영업이익이 지난해 같은 기간보다 크게 늘어난 것으로 집계됐다.\n내수 부진은 여전\n"
        "반면 건설용 강재의 내수 판매는 여전히 지난해 수준을 밑돌고 있는 것으로 나타났다.\n댓글 남기기\n",
        [
            ("title", "철강 3사, 2분기 실적 반등"),
            ("boilerplate", "입력 2024.05.02. 오전 9:00"),
            ("boilerplate", "한서진 기자 sjhan@press.example"),
            ("paragraph", "철강 3사의 2분기 영업이익이 지난해 같은 기간보다 크게 늘어난 것으로 집계됐다."),
            ("heading", "내수 부진은 여전"),
            ("paragraph", "반면 건설용 강재의 내수 판매는 여전히 지난해 수준을 밑돌고 있는 것으로 나타났다."),
            ("boilerplate", "댓글 남기기"),
        ],
    ),
    # a disclosure: ■ heads, numbered lines are items
    (
        "[공시 요약] 2024.05.02\n\n■ 신규시설투자 (코스닥, 한빛소재㈜)\n1. 투자금액: 900억원\n2. 투자내역\n"
        "   - 자기자본 대비(%): 12.5\n3. 지역: 울산\n",
        [
            ("title", "[공시 요약] 2024.05.02"),
            ("heading", "■ 신규시설투자 (코스닥, 한빛소재㈜)"),
            ("list_item", "1. 투자금액: 900억원"),
            ("list_item", "2. 투자내역"),
            ("list_item", "자기자본 대비(%): 12.5"),
            ("list_item", "3. 지역: 울산"),
        ],
    ),
    # numbered lines that stand apart above paragraphs
    (
        "분기 점검\n\n1. 생산: 다시 늘었습니다\n\n생산은 두 분기 만에 전년 수준을 넘어 다시 늘어났습니다.\n\n"
        "2. 재고\n\n재고는 작년보다 줄었고 올해 말까지 더 줄어들 것입니다.\n",
        [
            ("title", "분기 점검"),
            ("heading", "1. 생산: 다시 늘었습니다"),
            ("paragraph", "생산은 두 분기 만에 전년 수준을 넘어 다시 늘어났습니다."),
            ("heading", "2. 재고"),
            ("paragraph", "재고는 작년보다 줄었고 올해 말까지 더 줄어들 것입니다."),
        ],
    ),
    # a caption with its unit, a table, its source
    (
        "**표 1. 생산량** (단위: 만톤)\n\n| 품목 | 2023 | 2024 |\n|---|---:|---:|\n| 후판 | 930 | 880 |\n| "
        "형강 | | 410 |\n\n자료: 한서증권\n",
        [
            ("caption", "표 1. 생산량 (단위: 만톤)"),
            ("table", "| 품목 | 2023 | 2024 |\n| 후판 | 930 | 880 |\n| 형강 | | 410 |"),
            ("paragraph", "자료: 한서증권"),
        ],
    ),
    ("구분 | 값\n---|---\n생산 | 3\n", [("table", "| 구분 | 값 |\n| 생산 | 3 |")]),
    ("구분\t1월\t2월\n생산\t30\t31\n", [("table", "| 구분 | 1월 | 2월 |\n| 생산 | 30 | 31 |")]),
    (
        "구분      1월      2월\n생산      30       31\n출하      28       29\n",
        [("table", "| 구분 | 1월 | 2월 |\n| 생산 | 30 | 31 |\n| 출하 | 28 | 29 |")],
    ),
    # front matter, code fences, rules, quotes, a setext heading
    (
        "---\ntitle: 점검\n---\n제목\n====\n> 인용한 말이다.\n\n---\n```\n부호\n```\n",
        [("boilerplate", "title: 점검"), ("title", "제목"), ("paragraph", "인용한 말이다."), ("paragraph", "부호")],
    ),
    ("![설비](a.png)\n생산 설비가 늘었다.\n", [("boilerplate", "설비"), ("paragraph", "생산 설비가 늘었다.")]),
    # the head of each page comes back with its number
    (
        "철강 브리프 12호\n\n수요가 크게 늘어나고 있다.\n\n철강 브리프 12호 | 2\n\n공급도 함께 늘어나고 있다."
        "\n\n철강 브리프 12호 | 3\n",
        [
            ("title", "철강 브리프 12호"),
            ("paragraph", "수요가 크게 늘어나고 있다."),
            ("boilerplate", "철강 브리프 12호 | 2"),
            ("paragraph", "공급도 함께 늘어나고 있다."),
            ("boilerplate", "철강 브리프 12호 | 3"),
        ],
    ),
    # headings broken in a narrow column
    (
        "전기로를 위한  \n 전환\n\n철강사들은 올해부터 전기로에 대한 투자를 크게 늘려 가고 있습니다.\n",
        [("title", "전기로를 위한 전환"), ("paragraph", "철강사들은 올해부터 전기로에 대한 투자를 크게 늘려 가고 있습니다.")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS, ids=[text[:12].replace("\n", " ") for text, _ in BLOCKS])
def test_blocks(text, expected):
    assert kinds(text) == expected


RELEASE = """보 도 자 료                                산업정책부
철강 경쟁력 강화 방안 발표

□ (배경) 세계 수요가 줄었다.
 ○ 수출이 5% 줄었고
   - 특히 유럽이 부진하다.
   * 유럽 수출 12% 감소
 ○ 내수도 줄었다.
□ (과제) 설비를 전환한다.

 < 향후 일정 >
 - 공고: 5월 20일
"""


def test_korean_bullets_nest_by_sign_and_indentation():
    paths = governed(RELEASE)

    title, background = "철강 경쟁력 강화 방안 발표", "□ (배경) 세계 수요가 줄었다."
    assert paths[background] == (title,)
    assert paths["특히 유럽이 부진하다."] == (title, background, "○ 수출이 5% 줄었고")
    assert paths["유럽 수출 12% 감소"][:3] == (title, background, "○ 수출이 5% 줄었고")
    assert paths["○ 내수도 줄었다."] == (title, background)
    assert paths["□ (과제) 설비를 전환한다."] == (title,)
    assert paths["공고: 5월 20일"] == (title, "< 향후 일정 >")


def test_lost_indentation_leaves_the_order_of_signs():
    paths = governed(re.sub(r"(?m)^ +", "", RELEASE))

    assert paths["특히 유럽이 부진하다."][-1] == "○ 수출이 5% 줄었고"
    assert paths["○ 내수도 줄었다."][-1] == "□ (배경) 세계 수요가 줄었다."


def test_caption_governs_one_table_or_the_list_behind_it():
    paths = governed(
        "## 생산\n(단위: 만톤)\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |\n\n- 표 뒤의 항목\n\n**그림 2. 재고 "
        "(만톤)**\n- **2023**: 30\n- **2024**: 28\n\n재고는 줄었다.\n"
    )

    assert paths["| 가 | 나 |\n| 1 | 2 |"] == ("생산", "(단위: 만톤)")
    assert paths["표 뒤의 항목"] == ("생산",)
    assert paths["2024: 28"] == ("생산", "그림 2. 재고 (만톤)")
    assert paths["재고는 줄었다."] == ("생산",)


def test_unit_hangs_on_the_caption_above_it():
    paths = governed("표 3. 출하\n(단위: 톤)\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |\n")

    assert paths["| 가 | 나 |\n| 1 | 2 |"] == ("표 3. 출하", "(단위: 톤)")


def test_the_second_article_does_not_hang_on_the_first():
    article = "한빛전자의 2분기 영업이익이 지난해 같은 기간보다 크게 늘어난 것으로 집계됐다."
    paths = governed(f"첫 기사의 제목\n{article}\n\n둘째 기사의 제목\n{article.replace('한빛', '새빛')}\n")

    assert paths[article] == ("첫 기사의 제목",)
    assert paths[article.replace("한빛", "새빛")] == ("둘째 기사의 제목",)


def test_levels():
    blocks = read("# 제목\n## 가장\n### 나절\n- 항목\n  - 하위\n\n문단이다.\n").blocks

    assert [block.level for block in blocks] == [1, 2, 3, 0, 1, 0]
    assert [block.source_line for block in blocks] == [1, 2, 3, 4, 5, 7]


def test_title_of_the_metadata_is_used_where_the_text_has_none():
    assert read("---\ntitle: 점검\n---\n본문은 곧바로 시작한다.\n").title == "점검"
    assert read("본문은 곧바로 시작한다.\n").title is None


JOINS = [
    # (line, line, what stands between them)
    ("국비 1조 1,900", "억원을 투입한다", ""),
    ("지난 6월 16", "일부터 접수한다", ""),
    ("보증료 0.", "3%p를 낮춘다", ""),
    ("수출은 5,", "400억 달러였다", ""),
    ("2025. 11.", "5. 배포했다", " "),
    ("독일,", "일본을 앞섰다", " "),
    ("계획을 발표했다.", "정부는 이어", " "),
    ("매출은 20", "%나 늘었다", ""),
    ("용량은 96", "GB로 늘었다", ""),
    ("새 모형 GPT-", "4o를 공개했다", ""),
    ("모델인 Deepseek", "-V3를 공개했다", ""),
    ("회사는 한빛(", "Hanbit)이다", ""),
    ("회사는 한빛", "(Hanbit)이다", ""),
    ("생산량이 3만", "원을 넘었다", ""),
    ("제품을 출시한 Hanbit", "은 매출이 늘었다", ""),
    ("함께 참여한 Hanbit", "Steel은 매출이 늘었다", " "),
    ("가스를 파는 한빛 E&S", "SK는 올랐다", " "),
    ("주소는 www.hanbit.co.kr/list?id=AB", "CD이다", ""),
    ("제", "14차 회의", ""),
    ("매출은 약", "3,800억원이다", " "),
    ("“할 수 있다", "”고 말했다", ""),
    ('그는 "', "할 수 있다", ""),
    ('할 수 있다"', "고 말했다", ""),
    ("塞力", "斯와 손잡았다", ""),
    ("매출을", "발표했다", " "),
]


@pytest.mark.parametrize(("before", "after", "between"), JOINS)
def test_rules_for_a_break(before, after, between):
    assert by_rule(Break(before, after, spaced=False)) is (between == " ")


def test_space_at_the_end_of_a_line_parts_words():
    assert by_rule(Break("중국", "에서", spaced=True)) is True


@pytest.mark.parametrize("line", ["끝났다.", "말했다.”", "맞는가?", "끝났다.**", "줄었다…"])
def test_sentence_end(line):
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["2025.", "Tesla Inc.", "매출이", "Co., Ltd."])
def test_no_sentence_end(line):
    assert not ends_sentence(line)


PARAGRAPHS = [
    "한빛전자는 올해 3분기 연결 기준 매출이 지난해 같은 기간보다 12.5% 늘어난 3조 4,200억원을 기록했다고 "
    "공시했다. 회사는 반도체 장비와 차량용 "
    "부품의 수요가 예상보다 빠르게 회복되면서 주요 공장의 가동률이 석 달 만에 크게 높아진 것이 실적을 "
    "끌어올렸다고 설명했다. 영업이익은 2,150억원으로 "
    "시장의 기대를 웃돌았다.",
    "정부는 내년부터 농촌 지역의 빈집을 고쳐 청년에게 싸게 빌려주는 사업을 시작한다. 첫해에는 강원도와 "
    "전라남도의 마을 40곳을 골라 집마다 최대 7천만원의 "
    "수리비를 지원하고, 입주한 청년에게는 마을 기업에서 일할 기회를 함께 제공할 계획이다. 지방자치단체는 "
    "다음 달 말까지 참여할 마을을 모집한다.",
    "세계 해운 시장에서는 운임이 다시 내리고 있다. 상반기에는 홍해를 피해 아프리카를 돌아가는 배가 "
    "많아지면서 운임이 가파르게 올랐지만, 여름이 지나면서 새로 "
    "만든 대형 선박이 잇따라 투입되어 빈 자리가 늘었다. 전문가들은 내년 봄까지 약세가 이어질 것으로 "
    "내다보면서도 항만 파업 같은 변수를 살펴야 한다고 조언했다.",
    "연구진은 바닷물에서 리튬을 골라내는 막을 개발했다. 이 막은 나트륨보다 리튬을 백 배 이상 잘 "
    "통과시키며, 햇빛만으로 물을 데워 작동하기 때문에 전기를 "
    "거의 쓰지 않는다. 연구를 이끈 교수는 하루에 1㎡의 막으로 배터리 등급의 탄산리튬을 20g가량 얻을 수 "
    "있다고 말했다. 상용화까지는 5년이 걸릴 전망이다.",
]


def wrap(paragraph: str, width: int, *, inside_words: bool) -> list[str]:
    """*paragraph* in lines of at most *width* columns, without the spaces at their ends."""
    pieces = re.findall(r"\s|[A-Za-z]+|.", paragraph) if inside_words else re.findall(r"\S+|\s", paragraph)
    lines = [""]
    for piece in pieces:
        if width_of((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def gaps(text: str) -> dict[int, str]:
    """White space by the number of visible characters before it."""
    found: dict[int, str] = {}
    seen = 0
    for character in text:
        if character.isspace():
            found[seen] = "\n" if character == "\n" or found.get(seen) == "\n" else " "
        else:
            seen += 1
    return found


@pytest.mark.parametrize("inside_words", [True, False], ids=["inside words", "between words"])
@pytest.mark.parametrize("spacing", ["\n", "\n\n"], ids=["tight", "with empty lines"])
def test_wrapped_paragraphs_are_made_whole(inside_words, spacing):
    """Of the breaks that only the width made, nine in ten are undone rightly, and paragraphs stay apart."""
    chance = random.Random(20240502)  # noqa: S311  a fixed seed, no secret
    right = total = kept = 0
    for width in [28, 34, *(chance.randint(38, 110) for _ in range(8))]:
        paragraphs = chance.sample(PARAGRAPHS, 3)
        wrapped = [wrap(paragraph, width, inside_words=inside_words) for paragraph in paragraphs]
        text = "\n\n".join(spacing.join(lines) for lines in wrapped)
        wanted, broken, got = gaps("\n".join(paragraphs)), gaps(text), gaps(read(text).text)
        made = [at for at, gap in broken.items() if gap == "\n" and wanted.get(at) != "\n"]
        right += sum(got.get(at) == wanted.get(at) for at in made)
        total += len(made)
        kept += sum(got.get(at) == "\n" for at, gap in wanted.items() if gap == "\n")

    assert right >= 0.9 * total, f"{right} of {total}"
    assert kept >= 15  # of 20


def test_spaces_at_the_ends_of_lines_are_believed():
    """A converter that keeps trailing spaces says where words end; hardly anything needs to be guessed."""
    paragraph = PARAGRAPHS[0]
    lines, at = [], 0
    for line in wrap(paragraph, 60, inside_words=True):
        at = paragraph.index(line, at) + len(line)
        lines.append(line + " " * paragraph[at:].startswith(" "))

    assert read("\n\n".join(lines)).text == paragraph


UNWRAPPED = [
    "매출액 1조 2,340억원\n영업이익 2,340억원\n당기순이익 1,230억원\n",
    "한빛전자 대표이사 한서진\n새빛소재 대표이사 유민채\n온빛건설 대표이사 강이준\n",
    "첫 문단은 한 줄에 다 들어간다.\n둘째 문단도 한 줄에 다 들어간다.\n셋째 문단도 한 줄에 다 들어간다.\n",
    "시장 동향과 전망에 대한 보고\n한빛증권 리서치센터 산업분석팀\n",
    "- 수출은 지난달보다 늘었고 특히 자동차의\n- 수입은 지난달보다 줄었고 특히 원유의\n- 재고는 지난달보다 줄었고 특히 철강의\n",
]


@pytest.mark.parametrize("text", UNWRAPPED)
def test_lines_that_are_no_wraps_stay_apart(text):
    assert read(text).text.count("\n") == text.count("\n") - 1


def test_item_goes_on_in_the_next_line_until_the_next_sign():
    text = (
        " ○ (물류) 공동 물류센터를 하노이와 두바이, 바르샤바 등 세 곳에 차례로 세우기\n로 하고 내년 예산에 "
        "360억원을 담았다. 첫 센터는 하노이에서 문을 여는데, 면적\n은 1만 2천㎡이다.\n"
        "   - 업체는 물류비를 30%가량 아낄 수 있을 것으로 보이며 수출을 처음 시작하는 곳은\n이용료를 내지 않는다.\n"
    )

    assert [kind for kind, _ in kinds(text)] == ["list_item", "list_item"]
    assert "세우기로" in read(text).text
    assert "면적은" in read(text).text
    assert "곳은 이용료" in read(text).text


def test_a_wrapped_line_that_begins_like_a_lettered_item_is_none():
    lines = wrap(PARAGRAPHS[0].replace("설명했다.", "설명했습니다."), 60, inside_words=True)
    assert not any(kind == "list_item" for kind, _ in kinds("\n".join([*lines, "", "다. 이어지는 말"])))
    assert [kind for kind, _ in kinds("가. 개요\n나. 배경\n다. 전망\n")][1:] == ["list_item", "list_item"]


MARKUP = set("*_`~#>|[]()!\\-+=<&;/:") | set("=─━—")
CHARACTERS = st.text(alphabet=st.sampled_from(list("가나다라.,0123 \n\n*_-#>|[]()!`~\\△%—ABc:\t  “”①□○")), max_size=120)


def squeeze(text: str) -> str:
    return "".join(text.split())


@given(CHARACTERS)
def test_characters_stay_and_keep_their_order(text):
    raw, kept = squeeze(raw_report(text).text), squeeze(read(text).text.replace("|", ""))
    rest = iter(raw)

    lost = []
    for character in kept:
        for passed in rest:
            if passed == character:
                break
            lost.append(passed)
        else:
            pytest.fail(f"{character!r} of {kept!r} is not in its place in {raw!r}")
    link_targets = set("".join(re.findall(r"\]\(([^)]*)\)", raw)))
    assert {*lost, *rest} <= MARKUP | link_targets


@given(st.text(max_size=150))
def test_blocks_tile_the_text(text):
    segmented = read(text)

    shown = [segmented.text[block.start_char : block.end_char] for block in segmented.blocks]
    assert "\n".join(shown) == segmented.text
    assert all("\n" not in part for part, block in zip(shown, segmented.blocks, strict=True) if block.kind != "table")
    assert all(block.parent is None or block.parent < block.ordinal for block in segmented.blocks)
    assert unicodedata.is_normalized("NFC", segmented.text)


@pytest.mark.parametrize(
    "piece",
    ["(", "[", ">", "*", "|", "#", "](", "[a](", "**a", "> ", "\n|", "\n- ", "\n1.", "<!--", "&amp;", "`", "\n(단위: ", "가 "],
)
def test_repetition_does_no_harm(piece):
    segmented = read(piece * 20_000)

    assert sum(block.end_char - block.start_char for block in segmented.blocks) <= len(segmented.text)
    assert max((len(block.heading_path) for block in segmented.blocks), default=0) <= 40


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared reports")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*")) if SHARED.is_dir() else [], ids=lambda path: path.name[:4])
def test_real_reports_lose_markup_only(path):
    raw = read_report(path)
    rest = iter(squeeze(raw.text))

    assert all(character in rest for character in squeeze(segment(raw).text).replace("|", ""))


PAGES = [
    (
        "목표가는 그대로 유지됐다. |\n| 컨센서스 | 최고 |\n목표주가 | 29,000 | 30,000 |\n",
        "| | 컨센서스 | 최고 |\n| 목표주가 | 29,000 | 30,000 |",
    ),
    ("구분 | 2024 | 2025 |\n매출 | 10 | 12 |\n", "| 구분 | 2024 | 2025 |\n| 매출 | 10 | 12 |"),
]


@pytest.mark.parametrize(("text", "table"), PAGES)
def test_rows_closed_by_a_pipe_keep_their_columns(text, table):
    """A pipe that opens such a row closes an empty cell; a sentence that ends in one is no row."""
    segmented = segment(raw_report(text))
    assert [segmented.text[b.start_char : b.end_char] for b in segmented.blocks if b.kind == "table"] == [table]


def test_paragraphs_closed_by_pipes_are_no_table():
    segmented = segment(raw_report("은행권은 10.7조원 감소 (은행 65.3조원) |\n1 |\n가계대출 동향(잠정) |\n"))
    assert all(block.kind != "table" for block in segmented.blocks)


def test_a_list_of_page_furniture_is_furniture():
    """Bullets that a page prints before bylines and stamps change nothing."""
    segmented = segment(
        raw_report("신공장 착공\n• 한서진 기자\n• 승인 2024.03.08 09:12\n• 댓글 0\n\n한빛전자는 8일 공장을 착공했다고 밝혔다.\n")
    )
    assert [b.boilerplate_kind for b in segmented.blocks][1:4] == ["byline", "stamp", "comments"]
