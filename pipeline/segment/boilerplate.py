"""What belongs to the page and not to the report: bylines, stamps, credits of pictures, navigation, contacts, small print.

Such blocks stay in the text, but nothing is read from them; so when in doubt, a block is none of these.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

_PHONE = r"\(?0\d{1,2}\)?[-.)\s]\s?\d{3,4}[-.]\d{4}"
_MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,4}"
_STAMP_DAY = r"\d{2,4}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}"
_STAMP = (
    r"(?:기사\s?|최종\s?)?(?:입력|수정|등록|승인|게재|송고|업데이트)\s?(?:일시|시간|시각|일)?\s*[:：|]?\s*"
    rf"(?:{_STAMP_DAY}[^가-힣]{{0,20}}(?:오전|오후)?[\s\d:.]{{0,12}})?"
)
_WRITER = r"(?:기자|특파원|인턴기자|객원기자|논설위원|에디터)"


class Rule(NamedTuple):
    """A kind of page furniture."""

    name: str
    longest: int
    """Characters; a longer block says something else, too."""
    pattern: str
    """Matches the whole block."""
    example: str


RULES = (
    Rule("stamp", 120, rf"(?:{_STAMP}[\s|·]*){{1,3}}", "입력 2024.03.08. 오전 9:12  수정 2024.03.08. 오후 1:30"),
    Rule(
        "byline",
        60,
        rf"(?:\[?[가-힣=]{{2,10}}\]?\s)?[가-힣]{{2,4}}\s?{_WRITER}(?:\s?=?\s?{_MAIL})?",
        "한서진 기자 sjhan@press.example",
    ),
    Rule(
        "byline",
        60,
        rf"(?:글|기사|취재|편집|정리)\s?[=:·]\s?[가-힣]{{2,4}}(?:\s?(?:기자|에디터))?(?:\s{_MAIL})?",
        "글=한서진 기자",
    ),
    Rule("mail", 90, rf"[^.!?]{{0,30}}?<?{_MAIL}>?", "편집부 desk@press.example"),
    Rule(
        "picture",
        120,
        r"[\[(<]?[^.!?\]]{0,60}(?:사진|이미지|그래픽|일러스트|자료사진)(?:\s?(?:제공|출처|캡처))?\s?[=/|ⓒ©].{1,40}",
        "신공장 조감도 (사진=한빛전자)",
    ),
    Rule("picture", 60, r"[\[(<]?(?:사진|이미지|그래픽)\s?(?:제공|캡처|출처)?(?:\s?[:：].{1,30})?[\])>]?", "사진 제공: 한빛전자"),
    Rule(
        "rights",
        250,
        r"(?s).*(?:무단\s?전재|재배포\s?금지|저작권자\s?[ⓒ©(]|All rights reserved|Copyright\s?[ⓒ©(]).*",
        "ⓒ 한서일보, 무단 전재 및 재배포 금지",
    ),
    Rule("rights", 80, r"[ⓒ©]\s?.{2,60}", "ⓒ 한서일보"),
    Rule("comments", 40, r"댓글\s?(?:남기기|쓰기|달기|등록|입력|보기|\(?\d+\)?개?)?(?:\s?취소)?", "댓글 남기기"),
    Rule(
        "contact",
        160,
        r"(?:담당\s?부서|담당자|책임자|담당|문의처?|연락처|대표\s?전화|전화|팩스|Tel|Fax|TEL|FAX)\s?[:：]?\s"
        rf".*(?:{_PHONE}|{_MAIL}|\(\d{{3,4}}-\d{{4}}\)).*",
        "담당부서 산업정책과 책임자 과장 한서진(044-000-0000)",
    ),
    Rule("contact", 80, r"(?:담당\s?부서|책임자|담당자)\s{1,4}[^.,]{2,60}", "담당부서  산업정책과"),
    Rule("contact", 80, rf"(?:[^.!?]{{0,50}}\s)?\(?{_PHONE}\)?(?:\s?/\s?[^.!?\d]{{0,30}})?", "애널리스트 한서진 02-000-0000"),
    Rule(
        "page",
        30,
        r"-\s?\d{1,4}\s?-|\d{1,3}\s?/\s?\d{1,3}|(?:p|P|page|Page|페이지|쪽)\.?\s?\d{1,4}|\d{1,4}\s?(?:쪽|페이지)",
        "- 3 -",
    ),
    Rule(
        "small print",
        600,
        r"(?s).*(?:투자\s?판단의\s?최종\s?책임|법적\s?책임\s?소재|법적인?\s?책임을\s?지지|투자\s?결과에\s?대한"
        r"|증빙\s?자료로\s?사용|투자\s?참고\s?자료로만).*",
        "본 자료는 투자 판단의 최종 책임을 지지 않으며 참고용입니다.",
    ),
    Rule(
        "small print",
        300,
        r"(?s).*(?:지분|주식|유가증권|증권|종목)을\s.{0,20}보유하고\s?있지\s?않습니다\.?|.*(?:압력|간섭).{0,60}작성.*",
        "당사는 해당 회사의 주식을 1% 이상 보유하고 있지 않습니다.",
    ),
)

_WORDS = """
홈 메뉴 검색 로그인 회원가입 로그아웃 마이페이지 구독 구독하기 공유 공유하기 스크랩 인쇄 프린트 목록 목록으로 이전 다음
이전글 다음글 이전기사 다음기사 맨위로 위로 상단으로 좋아요 추천 추천해요 신고 글자크기 글자 크기 크게 작게 가 본문 바로가기
기사 제보 기사제보
뉴스레터 페이스북 트위터 카카오톡 카카오스토리 밴드 블로그 텔레그램 링크드인 URL 복사 URL복사 링크 링크복사 주소복사 관련기사 많이
본 뉴스 인기기사 최신기사 더보기 더 보기 전체보기 닫기 열기 광고 AD Home Facebook Twitter X LinkedIn Share Print Email 이메일 댓글
"""
NAVIGATION = frozenset(_WORDS.split())
"""Words of menus and buttons; a short block of nothing else is one."""

_RULES = tuple((rule.longest, re.compile(rule.pattern)) for rule in RULES)
_SEPARATORS = re.compile(r"[\s|>/·,›»+\-]+")
_HINT = re.compile(
    r"기자|특파원|위원|에디터|입력|수정|등록|승인|게재|송고|업데이트|[@ⓒ©]|사진|이미지|그래픽|일러스트|금지|저작권|opyright|rights|댓글|담당|책임|문의|연락|전화|팩스"
    r"|[Tt][Ee][Ll]|[Ff][Aa][Xx]|\d-\d|\d\)\s?\d|\d\s\d|\.\d{4}|^\W*\d|쪽|[Pp]\.?(?:age)?\s?\d|페이지|압력|간섭|투자|증빙|보유|글|취재|편집|정리"
)


@functools.lru_cache(maxsize=1024)
def is_boilerplate(block: str) -> bool:
    """Whether the whole of *block* is page furniture."""
    if len(block) > 600:
        return False
    if len(block) <= 60 and all(word in NAVIGATION for word in _SEPARATORS.split(block) if word):
        return True
    return bool(_HINT.search(block)) and any(len(block) <= longest and pattern.fullmatch(block) for longest, pattern in _RULES)
