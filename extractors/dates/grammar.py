"""The written forms of calendar units, as patterns that are tried where a digit or a time word begins.

Each pattern stands for one unit; `points` joins neighbours from large to small (올해 + 3분기, 2025년 + 11월 + 3일).
No pattern has nested repetition, so each try ends after a bounded number of characters.
"""

from __future__ import annotations

import re

from extractors.dates.words import END, NATIVE, NATIVE_DAYS

TILDE = r" ?[~∼〜～\-–—] ?"
YEAR4 = r"(?:1\d|20|21)\d\d"
SINO = r"[영공일이삼사오육륙칠팔구십백천]"
QUOTE = r"['’‘`]"

ORDINAL = "첫째|둘째|셋째|넷째|다섯째|마지막|첫 ?번째|두 ?번째|세 ?번째|네 ?번째|다섯 ?번째|첫"
NOT_YEAR = (
    r"(?! ?(?:물|형(?!사)|생(?![산긴])|산(?![업업])|식(?!품)|차(?![가-힣])|차(?:[에를은의]|로 )|만기|거치|채(?![가-힣])"
    r"|주기|근(?![가-힣])|제(?![가-힣])|납(?![가-힣])|제 |월세|국채|이자|고정))"
)
NOT_MONTH = r"(?!물|급|호(?![가-힣])|세(?![가-힣]))"
NOT_DAY = (
    r"(?!장(?:[이을은의에]|(?![가-힣]))|선(?![가-힣])|선[을이은에]|이평|이동평균|제(?:[를은의도로]|(?![가-힣]))"
    r"|차(?![가-힣])|차[에를은의]|천하|본|절|식(?![가-힣])|물(?![가-힣])|형|권(?![가-힣])|분(?![가-힣])|관|대(?![가-힣])"
    r"|념)"
)

UNITS: tuple[tuple[str, str], ...] = (
    ("decade", rf"(?P<a>{YEAR4}|[2-9]0)(?:{TILDE}(?P<b>{YEAR4}|\d0))?년대"),
    ("year", rf"(?P<a>{YEAR4}|{QUOTE}\d\d)(?:{TILDE}(?P<b>{YEAR4}|{QUOTE}?\d\d))? ?[년年](?:도(?= |[^\w]|$|말|초))?{NOT_YEAR}"),
    ("year", rf"(?P<a>\d\d)(?:{TILDE}(?P<b>\d\d))?년(?:도(?= |[^\w]|$))?{NOT_YEAR}(?!간|여|째|짜리)"),
    ("year", rf"(?P<a>{YEAR4})[·∙・](?P<c>{YEAR4}) ?년(?:도(?= |[^\w]|$))?"),
    ("year", r"(?P<a>(?:19|20)\d\d)(?= ?(?:[상하]반기|[1-4](?:/4)? ?분기))"),
    ("year", rf"(?P<s>이천{SINO}{{0,7}}|천[칠팔구]백{SINO}{{0,5}}) ?년"),
    ("month", rf"(?P<a>\d{{1,2}})(?:{TILDE}(?P<b>\d{{1,2}})|[·∙・,] ?(?P<c>\d{{1,2}}))? ?[월月]{NOT_MONTH}"),
    ("month", r"(?P<s>십[일이]?|[일이삼사오유육칠팔구시])월(?:달)?"),
    ("day", rf"(?P<a>\d{{1,2}})(?:{TILDE}(?P<b>\d{{1,2}})|[·∙・] ?(?P<c>\d{{1,2}}))? ?[일日]{NOT_DAY}"),
    ("day", r"(?P<s>[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])일(?!일|곱)"),
    ("day", r"(?P<e>말일|마지막 ?날)" + END),
    ("day", rf"(?P<v>{'|'.join(sorted(NATIVE_DAYS, key=len, reverse=True))}){END}"),
    ("quarter", rf"제?(?P<a>[1-4])(?:{TILDE}(?P<b>[1-4])|[·∙・](?P<c>[1-4]))? ?(?:/4 ?|사 ?)?분기(?!별|점)"),
    ("quarter", r"(?P<s>[일이삼사]) ?(?:사 ?)분기"),
    ("half", r"(?P<h>상[·∙・]?하|[상하])반기"),
    ("season", r"(?P<v>봄|여름|가을|겨울)(?:철)?" + END),
    ("week", rf"(?P<n>{ORDINAL}|[1-6]) ?주(?: ?차|째)?" + END),
    ("nth", rf"(?P<n>{ORDINAL}) (?=[월화수목금토일]요일)"),
    ("weekday", r"(?P<w>[월화수목금토일])요일" + END),
    ("part", r"(?P<p>초순|상순|중순|하순|초반|중반|후반|초|말)" + END),
)  # fmt: skip
ORDINALS = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다": 5, "마": -1}
PARTS = {
    "초순": "early",
    "상순": "early",
    "초반": "early",
    "초": "early",
    "중순": "mid",
    "중반": "mid",
    "하순": "late",
    "후반": "late",
    "말": "end",
}
RANK = {
    "decade": 95,
    "year": 90,
    "half": 80,
    "period": 77,
    "season": 76,
    "quarter": 75,
    "month": 70,
    "week": 60,
    "part": 58,
    "nth": 55,
    "weekend": 50,
    "day": 50,
    "holiday": 50,
    "weekday": 40,
}
"""Units join only from a higher rank to a lower one."""

# Lengths -----------------------------------------------------------------------------------------------------------------
COUNTER = "|".join(sorted(NATIVE, key=len, reverse=True))
LENGTH_UNITS = {
    "세기": "century", "년": "year", "해": "year", "개년": "year", "반기": "half", "분기": "quarter", "개분기": "quarter",
    "개월": "month", "달": "month", "주일": "week", "주": "week", "주간": "week", "일": "day", "거래일": "day", "영업일": "day",
    "시간": "hour", "분": "minute", "초": "second",
}  # fmt: skip
DURATION_RANK = {
    "century": 9,
    "year": 8,
    "half": 7,
    "quarter": 6,
    "month": 5,
    "week": 4,
    "day": 3,
    "hour": 2,
    "minute": 1,
    "second": 0,
}
LENGTH = re.compile(
    rf"(?:(?P<n>\d{{1,4}}(?:\.\d{{1,3}})?)(?:{TILDE}(?P<m>\d{{1,4}}(?:\.\d{{1,3}})?))?|(?P<c>{COUNTER})"
    rf"|(?P<s>{SINO}{{1,4}}))(?P<more>여)? ?"
    r"(?P<u>개년(?! )|개월|거래일|영업일|주일|주간(?= |[^\w가-힣]|$)|개 ?분기|분기|반기|세기|시간(?!대|표|당|외)|년"
    r"|해(?![가-힣당외])|달(?!러|성|라|리|력)|주|일|분|초)(?P<few>여)?(?P<half> ?반(?![가-힣])|반(?= ))?"
)
MARK = re.compile(
    rf" ?(?P<mark>간(?!담|부|사)|동안|만에|만(?=의 )|연속|째|전(?! ?(?:세계|국|사[업적]?|직원|국민|분야|부문|업종|체|역"
    rf"|격|기차|면))|후|뒤|이후|지나서|이내|내에|내|안에|안|이상|이하|넘게|넘는|넘은|가까이|가량|정도|남짓"
    rf"|래(?= )|새|사이|내내|종일|더|짜리|치|걸|소요)(?P<end>{END})"
)
VAGUE = re.compile(
    r"(?:(?P<u>몇 ?(?:년|해|개월|달|주|분기|시간)|며칠|수(?:십 ?)?년|수 ?개월|수 년|수 주|수일|달포) ?(?P<mark>전|후|뒤|간|째|동안|만에|새|사이|연속)"
    rf"|[한반]나절|(?:올해|작년|지난해|재작년|내년) ?이맘때){END}"
)
VAGUE_UNITS = {
    "년": "year", "해": "year", "월": "month", "달": "month", "포": "month", "주": "week", "기": "quarter", "간": "hour", "칠": "day",
    "일": "day", "절": "hour", "때": "year",
}  # fmt: skip
"""몇 년 전, 수개월간, 반나절: by the last letter of the unit."""
GLUE = re.compile(r",? ?(?:하고|그리고)? ?")
TOWARDS = re.compile(
    r"(?P<word>향후|앞으로(?:의)?|다가오는|오는|지난|최근|과거|최장|직전) ?(?=[\d한두세석서넉네다여일열하이사나닷반보십백])"
)
FROM_DAY = re.compile(r"(?:로)?부터 ?")
BUSINESS = re.compile(r"영업일 기준(?:으로)? ?")

# Foreign and broker forms -------------------------------------------------------------------------------------------------
NAMES_OF_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?P<mon>(?i:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))(?![a-z])"
)
_Y = rf"(?P<y>{YEAR4}|{QUOTE}?\d\d)"
_SUFFIX = r"(?: ?\(?[EFPA]\)?)?(?![A-Za-z0-9])"
_EDGE = r"(?![A-Za-z0-9])"
FORMS: tuple[tuple[str, str], ...] = (
    ("year_month_day", rf"(?P<y>{YEAR4})(?P<sep> ?[.\-/] ?)(?P<m>\d{{1,2}}) ?[.\-/] ?(?P<d>\d{{1,2}})(?!\d|[.\-/:]\d)"),
    ("short_year_month_day", rf"{QUOTE}(?P<y>\d\d)[./] ?(?P<m>\d{{1,2}})[./] ?(?P<d>\d{{1,2}})(?!\d)"),
    (
        "compact_day",
        r"(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d_A-Za-z]|[.,\-/]\d)(?! ?[원주개명건대번호달])",
    ),
    ("year_months", rf"(?P<y>{YEAR4}|{QUOTE}\d\d)\. ?(?P<m>\d{{1,2}}){TILDE}(?P<m2>\d{{1,2}}) ?월"),
    ("short_year_month", rf"{QUOTE}(?P<y>\d\d)[./] ?(?P<m>\d{{1,2}})(?!\d| ?분기)(?: ?월)?"),
    ("padded_year_month_day", r"(?P<y>\d\d)(?P<sep>[./])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d|[./]\d)"),
    (
        "stated_year_month_day",
        r"(?P<y>[23]\d)\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?=\.? ?(?:기준|현재|작성|\([월화수목금토일]\)))",
    ),
    ("day_month_year", rf"(?P<a>\d{{1,2}})(?P<sep>[./\-])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{YEAR4})(?!\d|[./\-]\d)"),
    ("month_first", rf"{_MONTH}\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,? (?P<y>{YEAR4}))?{_EDGE}"),
    ("month_year", rf"{_MONTH}\.?,? ?(?P<y>{YEAR4}|{QUOTE}\d\d){_EDGE}"),
    ("day_first", rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}\.?,?(?: (?P<y>{YEAR4}))?{_EDGE}"),
    ("fiscal_quarter", rf"FY ?(?P<q>[1-4])Q ?{_Y}{_SUFFIX}"),
    ("fiscal_quarter", rf"(?P<q>[1-4])Q ?FY ?{_Y}{_SUFFIX}"),
    ("fiscal_quarter", rf"Q(?P<q>[1-4]) ?FY ?{_Y}{_SUFFIX}"),
    ("fiscal_quarter", rf"FY ?{_Y} ?(?:Q(?P<q>[1-4])|(?P<r>[1-4])Q){_SUFFIX}"),
    ("fiscal_half", rf"(?P<h>[12])H ?FY ?{_Y}{_SUFFIX}"),
    ("fiscal_half", rf"FY ?(?P<h>[12])H ?{_Y}{_SUFFIX}"),
    ("fiscal_year", rf"FY ?{_Y}(?:{TILDE}(?:FY ?)?(?P<y2>{YEAR4}|{QUOTE}?\d\d))?{_SUFFIX}"),
    ("fiscal_year", rf"(?P<y>{YEAR4}) ?(?:년 ?)?회계 ?연도"),
    ("fiscal_year", rf"회계 ?연도 (?P<y>{YEAR4})년?"),
    ("quarter", rf"(?P<q>[1-4])Q(?:{TILDE}(?P<q2>[1-4])Q)? ?{_Y}{_SUFFIX}"),
    ("quarter", rf"Q(?P<q>[1-4]) ?{_Y}{_SUFFIX}"),
    ("quarter", rf"(?P<y>{YEAR4}|{QUOTE}\d\d)[.\- ]?(?:Q(?P<q>[1-4])|(?P<r>[1-4])Q){_SUFFIX}"),
    ("quarter", rf"(?P<q>[1-4])Q(?:{TILDE}(?P<q2>[1-4])Q)?{_SUFFIX}"),
    ("quarter", r"Q(?P<q>[1-4])(?= (?:실적|매출|영업|순이익|어닝|가이던스))"),
    ("quarter", rf"(?P<y>{YEAR4}|{QUOTE}\d\d)[./] ?(?P<q>[1-4]) ?분기"),
    ("quarter", rf"(?P<y>[12]\d)\.(?P<q>[1-4])Q{_SUFFIX}"),
    ("half", rf"(?P<h>[12])H ?{_Y}{_SUFFIX}"),
    ("half", rf"(?P<y>[12]\d)\.(?P<h>[12])H{_SUFFIX}"),
    ("calendar_year", rf"CY ?(?P<y>{YEAR4}|\d\d){_SUFFIX}"),
    ("half", rf"H(?P<h>[12]) ?{_Y}{_SUFFIX}"),
    ("half", rf"(?P<y>{YEAR4})[.\- ]?(?:H(?P<h>[12])|(?P<r>[12])H){_SUFFIX}"),
    ("half", r"(?P<h>[12])H(?= (?:실적|매출|영업|순이익))"),
    ("estimate_year", rf"{QUOTE}?(?P<y>20\d\d|[1-3]\d)(?P<f>[EFPA])(?![A-Za-z0-9])"),
    ("years", rf"{QUOTE}(?P<y>\d\d){TILDE}{QUOTE}?(?P<y2>\d\d)(?!\d|[.,]\d)(?!{QUOTE})(?: ?년)?"),
    (
        "years",
        r"(?P<y>(?:19|20)\d\d) ?[~∼〜～–] ?(?P<y2>(?:19|20)\d\d)(?![\d,.\-/]|[A-Za-z])(?! ?[가-힣]?(?:원|명|개|대"
        r"|건))(?: ?년(?!대))?",
    ),
    ("years", r"(?P<y>20[0-4]\d)-(?P<y2>20[0-4]\d)(?![\d,.\-/]|[A-Za-z])"),
)
MONTH_DAY = re.compile(r"(?P<m>\d{1,2})(?P<sep>[./])(?P<space> ?)(?P<d>\d{1,2})(?!\d)")
YEAR_MONTH = re.compile(rf"(?P<y>{YEAR4})[.\-/] ?(?P<m>\d{{1,2}})(?!\d|[.\-/]\d)(?P<word> ?월)?")
SHORT_YEAR_MONTHS = re.compile(rf"(?P<y>[12]\d)\.(?P<m>\d\d){TILDE}(?P<y2>[12]\d)\.(?P<m2>\d\d)(?!\d|\.\d)")
WEEKDAY_BRACKET = re.compile(r"\.? ?\([월화수목금토일](?:요일)?\)")
TRAILING = re.compile(r"(?P<n>1?\d|24)(?P<u>[YMW])(?![A-Za-z0-9])")
TRAILING_NEAR = re.compile(r"%|수익률|상승률|등락률|변동률|YTD|목표주가|Fwd|fwd|선행|\d[YMW]\b")

CONNECT = re.compile(
    rf"(?P<from>(?: |,)?부터(?: 시작해)?[ ,]{{0,2}})|(?P<between>에서 ?)|(?P<and>[과와] ?)|(?P<tilde>\.?{TILDE})"
)
UNTIL = re.compile(r" ?(?:까지|사이)")
LENGTH_TAIL = re.compile(r" ?(?:간(?![가-힣담])|간(?=의|은|에|으)|동안|연속|에 ?걸쳐)")

COMPARISON = re.compile(
    r"(?: ?\([^()\n]{0,40}\))?(?: ?(?:말|초|실적|매출액?|수준|평균|때))?"
    r"(?:의?(?: [△-]?\d[\d,.]{0,12}[^\s\d().,]{0,6}){1,3})?(?: ?대비|보다|에 ?비해|에 ?비하면"
    r"|[와과](?:는)? ?(?:비교|견주|견줘|비슷|같은)"
    r"|에 ?견주|의 (?:약 )?[\d.,]+ ?배|의 (?:두|세|네|다섯|여섯|열|몇) ?(?:배|곱)|比|비(?= ))"
)
AS_OF = re.compile(r"(?: ?말)? ?(?:기준|현재|종가)")
SINCE = re.compile(r" ?(?:이후|부터|들어|이래)")
