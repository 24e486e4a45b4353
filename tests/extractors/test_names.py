"""Names are found whole, without their particles; what is no name stays none."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naming import analyse, find_names, written

from extractors.language import package_language
from extractors.names.passage import particle_length

SHARED = Path(__file__).parents[2].parent / "shared"

FOUND = [
    ("사티아 나델라 마이크로소프트 CEO가 말했다.", "사티아 나델라/PERSON 마이크로소프트/ORG"),
    ("리창 총리가 참석했다.", "리창/PERSON"),
    ("인천시 연수구에 공장을 짓는다.", "인천시/LOC 연수구/LOC"),
    ("해온전자(0126Z0)는 상장했다.", "해온전자/ORG 0126Z0/TICKER"),
    # people in lists, forms, tables, brackets and speeches
    ("소노바전자는 유도윤(54) 현 부사장을 승진시켰다.", "소노바전자/ORG 유도윤/PERSON"),
    ("[박도윤/소노바전자 사장 : 기준을 만들겠다]", "박도윤/PERSON 소노바전자/ORG"),
    ("성명 : 김기준 | 성명 : 변재희 |", "김기준/PERSON 변재희/PERSON"),
    ("| 성명 | 성별 | 직위 |\n| 김기준 | 남 | 사장 |\n| 박서린 | 여 | 이사 |", "김기준/PERSON 박서린/PERSON"),
    ("차도윤(車道允) 원장은 말했다.", "차도윤/PERSON 車道允/PERSON"),
    ("소노바증권 정동윤, 장서준, 홍성민 애널리스트는 말했다.", "소노바증권/ORG 정동윤/PERSON 장서준/PERSON 홍성민/PERSON"),
    ("최대주주 지길순 외 2인의 지분이다.", "지길순/PERSON"),
    ("최대주주 소노바홀딩스 외 3인의 지분이다.", "소노바홀딩스/ORG"),
    # bodies printed with blanks, cabinets, initials, codes
    ("국민 건강보험공단은 발표했다.", "국민 건강보험공단/ORG"),
    ("한국 제지 공업협회에 따르면 늘었다.", "한국 제지 공업협회/ORG"),
    ("문재인 정부는 예산을 늘렸다.", "문재인 정부/ORG"),
    ("BNK금융지주가 올랐다. BNK는 3% 늘었다.", "BNK금융지주/ORG BNK/ORG"),
    ("티커는 SNVA가 된다.", "SNVA/TICKER"),
    ("한미약품[128940]은 공시했다.", "한미약품/ORG 128940/TICKER"),
    ("정부는 8·2 부동산 대책을 내놨다.", "8·2 부동산 대책/POLICY"),
    ("강원시는 소라벨주식회사와 계약했다.", "소라벨/ORG"),
    # products of a family, in a row, behind their maker, in quotation marks
    ("갤럭시 노트9과 갤럭시S9 플러스를 판다.", "갤럭시 노트9/PRODUCT 갤럭시S9 플러스/PRODUCT"),
    ("쏘나타 3323대와 그랜저 4월 판매", "쏘나타/PRODUCT 그랜저/PRODUCT"),
    ("그랜저·투싼·소라벨 판매가 늘었다.", "그랜저/PRODUCT 투싼/PRODUCT 소라벨/PRODUCT"),
    ("그랜저, 투싼, 세단이 팔렸다.", "그랜저/PRODUCT 투싼/PRODUCT"),
    (
        "게임 '나홀로나루: 소라벨'(나홀나)을 출시했다. 나홀나는 흥행했다.",
        "나홀로나루: 소라벨/PRODUCT 나홀나/PRODUCT 나홀나/PRODUCT",
    ),
    ("음료 '소라벨'(사진)을 내놨다.", "소라벨/PRODUCT"),
    ("농심의 ‘매콤소라벨’이 팔렸다.", "농심/ORG 매콤소라벨/PRODUCT"),
    ("‘과천 푸르지오 소라벨’에 몰렸다. ‘푸르지오’ 효과", "과천 푸르지오 소라벨/PRODUCT 푸르지오/PRODUCT"),
    ("KODEX 소라벨가치 ETF를 상장했다.", "KODEX 소라벨가치 ETF/PRODUCT"),
    ("에스엠랩은 공장을 지었다.", "에스엠랩/ORG"),
    # people in the forms of offices, of papers and of foreign names; cities at work
    ("기획재정부(장관 최기영 이하 ‘기재부’)는 조사했다.", "기획재정부/ORG 최기영/PERSON 기재부/ORG"),
    ("가온은행 오지환 정보통신산업정책관은 설명했다.", "가온은행/ORG 오지환/PERSON"),
    ("대표이사 : 김 도 하", "김 도 하/PERSON"),
    ("(성  명) 박 서 린", "박 서 린/PERSON"),
    ("젠슨 황 엔비디아 최고경영자는 말했다.", "젠슨 황/PERSON 엔비디아/ORG"),
    ("선전시는 창업 지원 대책을 발표했다.", "선전시/ORG"),
    ("선전시는 바다에 닿아 있다.", "선전시/LOC"),
    ("울산시에 특구를 지정했다.", "울산시/LOC"),
    ("부산시, 울산시에 특구를 지정했다.", "부산시/LOC 울산시/LOC"),
    # the gazetteer, and where its names begin and end
    ("삼성전자는 3분기에 흑자를 냈다.", "삼성전자/ORG"),
    ("삼성전자가, 삼성전자의, 삼성전자에서도, 삼성전자로부터", "삼성전자/ORG 삼성전자/ORG 삼성전자/ORG 삼성전자/ORG"),
    ("현대차향 물량과 미국산 원료, 중국발 충격", "현대차/ORG 미국/LOC 중국/LOC"),
    ("SK온向 양극재와 독일向 부품", "SK온/ORG 독일/LOC"),
    ("SKU 수를 줄였다.", ""),
    ("싱가포르·홍콩에서 설명회를 연다.", "싱가포르/LOC 홍콩/LOC"),
    ("중국 정부와 미국 정부가 만났다.", "중국 정부/ORG 미국 정부/ORG"),
    ("중국 국무원은 지침을 내렸다.", "중국/LOC 국무원/ORG"),
    ("울산 미포조선소에서 배를 띄웠다.", "울산/LOC 미포조선소/LOC"),
    ("韓中 교역과 美 관세, 中企 지원, 對日 수출", "韓/LOC 中/LOC 美/LOC 日/LOC"),
    ("한·미 협상과 미·중 갈등", "한/LOC 미/LOC 미/LOC 중/LOC"),
    ("홍콩달러가 약세다. 중국인 관광객이 늘었다. 한국은행장", ""),
    # their own form
    ("소노바전자는 특허를 냈다.", "소노바전자/ORG"),
    ("한결항공이 노선을 늘린다.", "한결항공/ORG"),
    ("㈜해드림과 노블란㈜이 계약했다.", "해드림/ORG 노블란/ORG"),
    ("계약 상대는 Northwind Tankers Pte Ltd와 PT Sinar Logam이다.", "Northwind Tankers Pte Ltd/ORG PT Sinar Logam/ORG"),
    ("신형 Atlas-7B와 Nova3-Turbo를 비교했다.", "Atlas-7B/PRODUCT Nova3-Turbo/PRODUCT"),
    ("중국 하이펑성에 공장을 짓는다.", "중국/LOC 하이펑성/LOC"),
    ("제21차 원자재수급회의에서 논의했다.", "제21차 원자재수급회의/EVENT"),
    ("K-푸드 엑스포 2027이 열린다.", "K-푸드 엑스포 2027/EVENT"),
    ("정부는 물류산업확장법 201조를 적용했다.", "물류산업확장법 201조/POLICY"),
    # the words around them
    ("로봇 업체 소노바가 공장을 짓는다.", "소노바/ORG"),
    ("계열사인 소노바 테크놀로지가 맡는다.", "소노바 테크놀로지/ORG"),
    ("물류 로봇 '나르미'를 다음 달 내놓는다.", "나르미/PRODUCT"),
    ("정부는 「섬유산업 재도약 전략」을 발표했다.", "섬유산업 재도약 전략/POLICY"),
    ("‘반도체 상생펀드’를 조성한다.", "반도체 상생펀드/POLICY"),
    ("헝가리 소노바 공장에서 불이 났다.", "헝가리/LOC 소노바/LOC"),
    ("출처: Oakfield Research", "Oakfield Research/ORG"),
    (
        "충주시 「로봇산업 육성 기본계획」과 중국 「로봇산업 육성 기본계획」",
        "충주시/LOC 로봇산업 육성 기본계획/POLICY 중국/LOC 로봇산업 육성 기본계획/POLICY",
    ),
    ("충주시 로봇산업진흥법은 아직 없다.", "충주시 로봇산업진흥법/POLICY"),
    ("중국 로봇산업진흥법은 아직 없다.", "중국/LOC 로봇산업진흥법/POLICY"),
    # people
    ("서하린 소노바증권 연구원은 반등을 점쳤다.", "서하린/PERSON 소노바증권/ORG"),
    ("창업자 왕리펑은 지분을 팔았다.", "왕리펑/PERSON"),
    ("카를로스 멘데스 최고경영자는 인수를 발표했다.", "카를로스 멘데스/PERSON"),
    ("소노바 대표는 불참했다.", ""),  # the company or its chief: nothing tells
    ("박수민 한들증권 연구원은 반등을 점쳤다.", "박수민/PERSON 한들증권/ORG"),
    ("리쥔웨이(李俊伟) 회장은 증설을 언급했다.", "리쥔웨이/PERSON 李俊伟/PERSON"),
    ("샘 보트먼 CEO는 소노바증권을 찾았다.", "샘 보트먼/PERSON 소노바증권/ORG"),
    ("BMW 보르네리크 공장에 로봇을 들였다.", "BMW/ORG 보르네리크/LOC"),
    ("BMW 로봇 공장에 불이 났다.", "BMW/ORG"),
    # companies of one house, and names that differ in case or begin with a country
    ("새솔투자증권과 새솔캐피탈은 벌었고 새솔은행은 잃었다.", "새솔투자증권/ORG 새솔캐피탈/ORG 새솔은행/ORG"),
    ("우리은행은 벌었다. 우리통신 기술은 앞서 있다.", "우리은행/ORG"),  # one house named by an everyday word opens no other
    ("S-Oil과 S-OIL은 한 회사다.", "S-Oil/ORG S-OIL/ORG"),
    ("사우디 아람코가 증산한다.", "사우디 아람코/ORG"),
    ("로봇 업체 새롬누리테크가 상장한다. 새롬누리는 로봇을 만든다.", "새롬누리테크/ORG 새롬누리/ORG"),
    # brackets
    ("외식 업체 소노바키친(Sonova Table Foods)은 상장한다.", "소노바키친/ORG Sonova Table Foods/ORG"),
    ("육성 사업인 소라벌(Sorabeol)에 예산을 쓴다.", "소라벌/POLICY Sorabeol/POLICY"),
    ("소라벨(素羅) 위성을 쏘아 올린다.", "소라벨/PRODUCT 素羅/PRODUCT"),
    ("소라벨(素羅)은 위성을 쏘아 올린다.", "소라벨/ORG 素羅/ORG"),
    ("화장품 업체 소노바(Sonova, 索諾瓦)는 상장한다.", "소노바/ORG Sonova/ORG 索諾瓦/ORG"),
    ("큐로젠(304217)은 상한가를 기록했다.", "큐로젠/ORG 304217/TICKER"),
    (
        "큐로젠(코스닥 304217)과 노블란전자(유가증권시장 상장, 204310)",
        "큐로젠/ORG 코스닥/ORG 304217/TICKER 노블란전자/ORG 유가증권시장/ORG 204310/TICKER",
    ),
    (
        "큐로젠전자(KOSDAQ: 304217)와 새온물산(대표 박도윤, 204310)",
        "큐로젠전자/ORG KOSDAQ: 304217/TICKER 새온물산/ORG 박도윤/PERSON 204310/TICKER",
    ),
    ("큐로젠전자(코스피 304217, 이하 큐로젠)가 공시했다.", "큐로젠전자/ORG 코스피/ORG 304217/TICKER 큐로젠/ORG"),
    ("체조의 박도윤(도마)과 소라벨(영국)이 이겼다.", "영국/LOC"),
    ("해드림전자㈜ 417230)가 공시했다.", "해드림전자/ORG 417230/TICKER"),
    ("루멘소프트(LMN US)와 오카다정기(7791 JP)", "루멘소프트/ORG LMN US/TICKER 오카다정기/ORG 7791 JP/TICKER"),
    ("웨이난현(威南县)에 공장을 짓는다.", "웨이난현/LOC 威南县/LOC"),
    ("완룽(万龙)그룹이 참여했다.", "완룽(万龙)그룹/ORG"),
    ("작가 올리버 브란트(Oliver Brandt)의 책", "올리버 브란트/PERSON Oliver Brandt/PERSON"),
]

NO_NAMES = """
국내 업계는 올해 수요가 살아날 것으로 본다.
정부는 다음 달 추가 대책을 내놓는다.
이사회는 배당 안건을 의결했다.
미래 산업을 이끌 인재가 모자란다.
우리 회사는 하나의 팀으로 일한다.
하나의 방법만으로는 비용을 줄이기 어렵다.
기아 문제를 풀려면 식량 원조가 필요하다.
조사 대상 기업은 모두 열두 곳이다.
이번 합병은 주주총회 승인을 받아야 한다.
글로벌 시장에서 경쟁이 치열해졌다.
해외 수주가 두 배로 늘었다.
당국은 시장 상황을 지켜보고 있다.
대형 증권사는 목표주가를 일제히 올렸다.
시중은행의 예금 금리가 내렸다.
중앙은행은 기준금리를 동결했다.
종합건설 업체의 폐업이 늘었다.
해외건설 수주가 줄었다.
신재생에너지 발전량이 원자력을 앞질렀다.
풍력발전 단지가 들어선다.
전력반도체 수요가 늘고 있다.
차량용 반도체가 모자란다.
온라인 유통 비중이 절반을 넘었다.
건강식품 판매가 늘었다.
신용카드 사용액이 줄었다.
데이터센터 전력 수요가 급증했다.
생성형 AI가 업무를 바꾸고 있다.
로보택시 시범 운행이 시작됐다.
빅테크의 설비투자가 이어진다.
최고경영자는 실적 발표에서 자신감을 보였다.
회사 관계자는 답변을 거절했다.
업체 측은 사실이 아니라고 해명했다.
대표이사는 주주들에게 사과했다.
신사업 본부장이 바뀌었다.
전 직원 대표가 참석했다.
신임 회장은 취임식을 생략했다.
우리 대표 상품이 잘 팔린다.
국내 연구원이 논문을 냈다.
금융부 기자가 썼다.
애널리스트 사이에서도 의견이 갈린다.
'깜짝 실적'을 냈다는 평가가 나온다.
이른바 '쌍끌이' 매수가 이어졌다.
시장은 '안정적' 흐름을 예상했다.
"수요가 돌아왔다"고 말했다.
등급 전망을 '부정적'으로 낮췄다.
'어닝 쇼크'가 잇따랐다.
에너지저장장치(ESS) 수요가 늘었다.
기업공개(IPO) 일정이 미뤄졌다.
거대언어모델(LLM) 학습에 쓰인다.
신주인수권부사채(BW)를 발행했다.
선수금환급보증(RG)을 발급했다.
연구개발(R&D) 투자를 늘렸다.
국내총생산(GDP)이 줄었다.
라이다(LiDAR) 가격이 내렸다.
영업이익률(OPM)은 7.6%다.
매출은 1Q25에 바닥을 지났다.
4Q25E 영업이익은 2,110억원이다.
FY2026 전망치를 낮췄다.
5G 가입자가 늘었다.
B2B 매출이 늘었다.
CO2 배출을 줄인다.
EV/EBITDA는 7.9배다.
PER 18.3배에 거래된다.
투자의견 BUY, 목표주가 26만원을 유지한다.
가동률이 95% 안팎까지 올라왔다.
안정성과 생산성을 함께 높였다.
기술 경쟁력이 중요하다.
가능성이 커졌다.
효율성 개선이 관건이다.
수혜주와 테마주가 급등했다.
반도체주가 올랐다.
대형주가 약세를 보였다.
도시 재생이 필요하다.
지방정부 간 경쟁이 심하다.
방법과 해법을 찾는다.
회계 처리 기법이 바뀌었다.
현재 상황에서는 판단하기 어렵다.
소득이 늘면 소비도 는다.
배터리 양산을 시작한다.
내년 예산을 늘린다.
목표를 달성했다.
선박을 내년 3월 인도할 예정이다.
자금을 조달할 수단을 찾는다.
하루 평균 오만 명이 찾는다.
직원들이 현장에 상주하고 있다.
그는 빙그레 웃었다.
환율은 달러당 1,400원이다.
1주당 액면가액은 500원이다.
제3자 배정 방식으로 증자한다.
위원회는 안건을 부결했다.
협회와 조합이 반발했다.
대학과 연구소가 힘을 합쳤다.
3분기 컨퍼런스콜이 열렸다.
기자회견에서 계획을 밝혔다.
노조는 파업을 예고했다.
이 은행은 점포를 줄인다.
최고위 위원이 말했다.
(주의) 이 두 곳
1) 이 두 곳
(비고란) 한 두 번
런던로 23으로 옮겼다.
강남대로 상권이 살아났다.
공매도(空賣渡)를 금지했다.
채권(債權)과 채무(債務)를 정리했다.
신사업 팀장이 설명했다.
고객사 대표가 왔다.
홈페이지는 www.gaonbank.co.kr 이다.
문의는 kia@hyundai.com 으로 한다.
구매력평가환율(PPP: Purchasing Power Parity)을 쓴다.
(주소) 공원 옆 해온센터 5층
양사는 합작법인을 세운다.
동사는 증설을 검토 중이다.
투자은행 업계에 따르면 매각이 미뤄졌다.
소비자 물가가 올랐다.
서부텍사스산원유가 내렸다.
계열사별로 은행은 '맑음', 카드 '흐림'이다.
자본비율 KAT1비율은 13%다.
지급여력(K-ICS)비율은 210%다.
유전자 상담 연구원이 늘었다.
전기차 부품 업체 임원이 말했다.
하루활성이용자(DAU)가 줄었다.
재선에 성공한 군수가 나왔다.
법인이 채용한 교수는 없다.
윤씨는 지난해까지 교수였다.
보고서 「섬유산업 재도약 전략」을 읽었다.
느린 삶, 슬로라이프를 즐긴다.
국내 원자층증착장비(ALD) 수요가 늘었다.
엔진 브라켓(Engine Bracket)은 부품이다.
담당자 : 홍보팀
성명 : 생략
취임 전 사장이 말했다.
이번 정부와 차기 정부가 정한다.
서부텍사스산 원유가 내렸다.
〈 고용보험 관련 지원 및 향후 계획 〉
""".strip().split("\n")


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_are_found_whole(text, expected):
    assert expected == written(text)


@pytest.mark.parametrize("text", NO_NAMES)
def test_common_words_are_no_names(text):
    assert written(text) == ""


@pytest.mark.parametrize(
    "particle", ["은/는", "이/가", "을/를", "과/와", "의", "에서", "에도", "까지는", "(으)로", "뿐", "이라는", "에게"]
)
@pytest.mark.parametrize("name", ["삼성전자", "카카오뱅크", "한국은행", "텐센트", "헝가리", "싱가포르"])
def test_a_particle_stays_outside(name, particle):
    final = (ord(name[-1]) - ord("가")) % 28
    if "/" in particle:
        particle = particle.split("/")[0 if final else 1]
    particle = particle.replace("(으)", "으" if final not in (0, 8) else "")
    particle = particle.removeprefix("이") if particle == "이라는" and not final else particle
    text = f"보고서는 {name}{particle} 다룬다."

    assert [name] == [text[found.start : found.end] for found in find_names(analyse(text))]


def test_names_do_not_overlap_and_come_in_order():
    text = "\n".join(example for example, _ in FOUND)
    names = find_names(analyse(text))

    assert all(left.end <= right.start for left, right in pairwise(names))


def test_the_same_text_gives_the_same_names():
    text = "\n".join(example for example, _ in FOUND)

    first, second = (find_names(package_language().make_doc(text)) for _ in range(2))

    assert first == second


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "삼성전자",
                "소노바",
                "(",
                ")",
                "(005930)",
                " ",
                "의 ",
                "업체 ",
                "‘",
                "’",
                "中",
                "ㆍ",
                "\n",
                "는 ",
                "장",
                "社",
                "Ltd",
                "3",
            ]
        ),
        max_size=25,
    )
)
def test_any_text_gives_spans_inside_it(parts):
    text = "".join(parts)
    names = find_names(analyse(text))

    assert all(
        0 <= name.start < name.end <= len(text) and text[name.start : name.end].strip() == text[name.start : name.end]
        for name in names
    )
    assert all(left.end <= right.start for left, right in pairwise(names))


@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="the real reports are not here")
class TestRealReports:
    """What is measured on the reports beside the project."""

    def test_no_name_ends_in_a_particle(self):
        """A Hangul name before a blank or a full stop does not end in a particle that agrees with the syllable before it."""
        ends = []
        for path in sorted((SHARED / "reports").iterdir()):
            text = path.read_text(encoding="utf-8")
            for name in find_names(analyse(text)):
                for length in (1, 2, 3):
                    cut = name.end - length
                    if (
                        name.source != "gazetteer"
                        and cut - name.start >= 2
                        and particle_length(text, cut) == length
                        and cut in _word_ends(text)
                    ):
                        ends.append((path.name, text[name.start : name.end]))

        assert ends == []

    def test_gold_is_met(self):
        hits = missed = spurious = 0
        for path in sorted((SHARED / "gold" / "records").glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = (SHARED / "reports" / gold["doc"]).read_text(encoding="utf-8")
            found = {(name.start, name.end, name.label) for name in find_names(analyse(text))}
            wanted = {
                (*span, item["label"]): item.get("optional", False) for item in gold["mentions"] for span in _spans(text, item)
            }
            hits += sum(key in found for key, optional in wanted.items() if not optional)
            missed += sum(key not in found for key, optional in wanted.items() if not optional)
            spurious += len(found - wanted.keys())

        assert 2 * hits / (2 * hits + missed + spurious) > 0.9


def _word_ends(text: str) -> set[int]:
    return {m.start for m in analyse(text)._.morphemes if m.tag[0] == "J"}


def _spans(text: str, item: dict) -> list[tuple[int, int]]:
    at, found = -1, []
    while (at := text.find(item["q"], at + 1)) >= 0:
        found.append((at, at + len(item["q"])))
    return found if item["n"] == "all" else [found[item["n"] - 1]]
