"""Reports that the tests of the page are about."""

HOSTILE = """# <script>alert(1)</script> & "quotes"

발행일: 2025-11-03

가온전자(Gaon Electronics)는 3분기 매출이 <b>1,200억원</b>이라고 밝혔다. <img src=x onerror=alert(2)> javascript:alert(3)

\u202e원억0021 이익업영\u202c 한빛제약은 지난 9월 8일 부산에 공장을 준공했다. 투자액은 3,800억 위안(약 75조원)이다.

| 구분 | <script>alert(4)</script> |
| --- | --- |
| 매출액(억원) | 1,200 |
"""
ALIBABA = """# 알리바바, 인공지능에 투자

발행일: 2025-02-26

알리바바는 앞으로 3년간 AI와 클라우드 인프라 구축에 3,800억 위안(약 524억 달러)을 투자할 계획이라고 밝혔다. 알리바바의 2024년 매출은 9,410억 위안이다.
"""
