"""Names that users add: listings as they are downloaded, rows from the command line, and names confirmed from reports."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from pathlib import Path

import click
import pytest

from extractors.gazetteer import COLUMNS, Gazetteer, read_user_table
from pipeline.cli import run, sasil
from pipeline.correcting import entities as entities_group
from pipeline.correcting import gazetteer as gazetteer_group
from pipeline.gazetteer import candidate_id, english_name, name_column
from pipeline.listings import read_listing
from pipeline.process import OwnTables

KRX = """표준코드,단축코드,한글 종목명,한글 종목약명,영문 종목명,상장일,시장구분,증권구분,소속부,주식종류,액면가,상장주식수
KR7005930003,005930,삼성전자보통주,삼성전자,SamsungElectronics,1975/06/11,KOSPI,주권,,보통주,100,1
KR7999110008,999110,가람누리전자통신보통주,가람누리,GaramNuri,2020/01/02,KOSDAQ,주권,,보통주,500,1
KR7999111006,999115,가람누리전자통신1우선주,가람누리우,GaramNuri(1P),2020/01/02,KOSDAQ,주권,,구형우선주,500,1
"""
KIND = """회사명,종목코드,업종,주요제품,상장일,결산월,대표자명,홈페이지,지역
삼성전자,5930,통신 및 방송 장비 제조업,"휴대폰, 반도체",1975-06-11,12월,김가온,http://example.com,경기도
(주)누리샘바이오,999220,의약품 제조업,주사제,2021-05-06,03월,이누리,,대전광역시
"""
DART = """<?xml version="1.0" encoding="UTF-8"?>
<result>
  <list><corp_code>00000001</corp_code><corp_name>가람누리</corp_name><corp_eng_name>GARAM NURI CO.,LTD</corp_eng_name>
    <stock_code>999110</stock_code><modify_date>20250101</modify_date></list>
  <list><corp_code>00000002</corp_code><corp_name>새별누리물산</corp_name><corp_eng_name>SAEBYEOL NURI TRADING CO,.LTD</corp_eng_name>
    <stock_code> </stock_code><modify_date>20250101</modify_date></list>
</result>
"""
BOMB = """<?xml version="1.0"?>
<!DOCTYPE result [<!ENTITY a "가가가가"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<result><list><corp_code>1</corp_code><corp_name>&c;</corp_name><stock_code>999110</stock_code></list></result>
"""
OUTSIDE = """<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r><list><corp_name>&x;</corp_name></list></r>"""


@pytest.fixture(autouse=True)
def project(settings):
    """A project without a table of its own."""
    return settings


def known(settings) -> Gazetteer:
    """The names as the project's table makes them."""
    return Gazetteer(read_user_table(settings.gazetteer))


def own_rows(settings) -> dict[str, dict[str, str]]:
    """The rows of the own table, by id, without empty cells."""
    rows = csv.DictReader(io.StringIO(settings.gazetteer.read_text(encoding="utf-8")))
    return {row["entity_id"]: {column: cell for column, cell in row.items() if cell and column != "entity_id"} for row in rows}


def written(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    """A file in the working directory."""
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return Path(name)


def zipped(content: str, name: str = "CORPCODE.xml") -> bytes:
    """*content* as the only file of a ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


class TestImport:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
    def test_krx_list_is_read_in_every_encoding(self, project, capsys, encoding):
        code = run(["gazetteer", "import", str(written("krx.csv", KRX, encoding))])

        assert code == 0
        assert own_rows(project) == {
            "org:garamnuri": {
                "label": "ORG", "name_ko": "가람누리", "name_en": "GaramNuri", "aliases": "가람누리전자통신", "tickers": "999110",
                "country": "KR",
            }
        }  # fmt: skip
        said = capsys.readouterr().out
        assert "3 rows read: 1 new, 0 completed, 1 known already, 1 skipped" in said
        assert "skipped 1: a preferred share, whose company is listed by its common stock (가람누리우)" in said

    def test_kind_list_tells_the_fiscal_year_and_a_spreadsheet_may_have_cut_the_zeros(self, project):
        assert run(["gazetteer", "import", str(written("kind.csv", KIND, "cp949"))]) == 0

        assert own_rows(project) == {
            "org:nurisaembaio": {
                "label": "ORG", "name_ko": "누리샘바이오", "tickers": "999220", "country": "KR", "fiscal_year_end": "3",
                "sector": "의약품 제조업",
            }
        }  # fmt: skip

    @pytest.mark.parametrize("content", [DART, zipped(DART)], ids=["xml", "zip"])
    def test_dart_list_brings_in_listed_companies(self, project, content):
        assert run(["gazetteer", "import", str(written("corpcode", content))]) == 0

        assert own_rows(project) == {
            "org:garam-nuri": {
                "label": "ORG",
                "name_ko": "가람누리",
                "name_en": "GARAM NURI",
                "tickers": "999110",
                "country": "KR",
            }
        }

    def test_dart_list_brings_in_the_others_when_asked(self, project):
        assert run(["gazetteer", "import", str(written("corpcode.xml", DART)), "--all"]) == 0

        assert set(own_rows(project)) == {"org:garam-nuri", "org:saebyeol-nuri-trading"}

    def test_known_rows_get_only_what_they_lack_and_keep_their_id(self, project, capsys):
        run(["gazetteer", "import", str(written("krx.csv", KRX))])
        run(["gazetteer", "add", "--id", "org:garamnuri", "--fiscal-year-end", "6"])
        before = own_rows(project)
        capsys.readouterr()

        run(["gazetteer", "import", str(written("dart.xml", DART))])

        assert "1 rows read: 0 new, 0 completed, 1 known already, 0 skipped" in capsys.readouterr().out
        assert own_rows(project) == before

    def test_company_known_by_name_gets_its_ticker_and_month(self, project):
        run(["gazetteer", "add", "--name-ko", "누리샘바이오", "--country", "KR"])

        run(["gazetteer", "import", str(written("kind.csv", KIND))])

        row = own_rows(project)["org:nurisaembaio"]
        assert (row["tickers"], row["fiscal_year_end"]) == ("999220", "3")

    def test_second_time_changes_nothing(self, project):
        run(["gazetteer", "import", str(written("krx.csv", KRX))])
        first = project.gazetteer.read_bytes()

        run(["gazetteer", "import", "krx.csv"])

        assert project.gazetteer.read_bytes() == first

    def test_name_of_something_else_is_skipped_and_told(self, project, capsys):
        run(["gazetteer", "import", str(written("kind.csv", "회사명,종목코드\n부산,999330\n"))])

        assert "the name stands for another entity; `sasil gazetteer add --force`" in capsys.readouterr().out
        assert not project.gazetteer.exists()

    def test_seeds_are_never_written(self, project):
        before = OwnTables().version

        run(["gazetteer", "import", str(written("krx.csv", KRX))])

        assert OwnTables().version == before != OwnTables.looked_at(None, project.gazetteer).version


REFUSED = [
    (BOMB.encode(), "declares a document type"),
    (zipped(BOMB), "declares a document type"),
    (OUTSIDE.encode(), "declares a document type"),
    (DART[:-40].encode(), "not whole XML"),
    (b"<result></result>", "this is not DART's CORPCODE.xml"),
    (b"<html><table><tr><td>x</td></tr></table></html>", "Open it in a spreadsheet and save it as CSV"),
    (zipped(DART, "list.txt"), "a ZIP without one CORPCODE.xml in it"),
    (zipped(DART)[:200], "a ZIP that cannot be unpacked"),
    ("이름,값\n가람,1\n".encode(), "no header that is known"),
    (b"\xff\xfeb\xd8", "neither UTF-8 nor CP949 text"),
    (b"\x81\x20\xff", "neither UTF-8 nor CP949 text"),
    (b"", "no header that is known"),
    ('회사명,종목코드\n"가람'.encode(), "not a CSV that can be read"),
]


@pytest.mark.parametrize(("content", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_what_is_no_listing_is_refused_in_one_line(project, capsys, content, message):
    code = run(["gazetteer", "import", str(written("listing", content))])

    said = capsys.readouterr().err
    assert code == 2
    assert message in said
    assert said.startswith("sasil: ")
    assert said.count("\n") == 1
    assert not project.gazetteer.exists()


def test_listing_that_unpacks_to_too_much_is_refused(project, capsys, monkeypatch):
    monkeypatch.setattr("pipeline.listings.MOST_BYTES", 1_000_000)
    huge = DART.replace("<result>", "<result>" + " " * 3_000_000)

    assert run(["gazetteer", "import", str(written("bomb.zip", zipped(huge)))]) == 2
    assert "1,000,000 bytes unpacked" in capsys.readouterr().err


CODES = [
    ("005930", "005930"), ("5930", "005930"), ("A005930", "005930"), ("KR7005930003", "005930"), ('="005930"', "005930"),
    ("0001a0", "0001A0"), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "ticker"), CODES)
def test_codes_are_read_as_they_are_written(project, code, ticker):
    (row,) = read_listing(written("list.csv", f"종목코드\t종목명\n{code}\t가람누리\n"))

    assert (row.ticker, row.reason) == (ticker, None)


def test_code_that_is_none_is_a_reason_to_skip(project):
    (row,) = read_listing(written("list.csv", "종목코드,종목명\n가나다,가람누리\n"))

    assert row.reason == "no code of six digits or letters"


ENGLISH = [
    ("GARAM NURI CO.,LTD", "GARAM NURI"),
    ("GARAM NURI CO,.LTD.", "GARAM NURI"),
    ("Garam Nuri Holdings Co., Ltd.", "Garam Nuri Holdings"),
    ("Garam Nuri Inc", "Garam Nuri"),
    ("UNION CORPORATION", "UNION CORPORATION"),  # a word alone is no name
    ("Costco Wholesale", "Costco Wholesale"),
    ("", None),
]


@pytest.mark.parametrize(("written_name", "name"), ENGLISH)
def test_english_names_lose_their_legal_form(written_name, name):
    assert english_name(written_name) == name


IDS = [
    ("ORG", ["가람누리", "Garam Nuri"], "org:garam-nuri"),
    ("ORG", ["가람누리"], "org:garamnuri"),
    ("PERSON", ["독고영희"], "person:dokgoyeonghui"),
    ("PRODUCT", ["K-샘 9"], "product:k-saem-9"),
    ("ORG", ["塞力斯"], ""),
]


@pytest.mark.parametrize(("label", "names", "entity_id"), IDS)
def test_ids_are_spelt_in_latin_letters(label, names, entity_id):
    assert candidate_id(label, names) == entity_id


@pytest.mark.parametrize(
    ("surface", "column"), [("가람", "name_ko"), ("LG이노텍", "name_ko"), ("塞力斯", "name_zh"), ("Seres", "name_en")]
)
def test_a_name_goes_into_the_column_of_its_script(surface, column):
    assert name_column(surface) == column


class TestAdd:
    def test_row_has_what_was_said(self, project, capsys):
        code = run(["gazetteer", "add", "--name-ko", "가람누리", "--name-en", "Garam Nuri", "--name-zh", "佳藍", "--alias", "가람",
                    "--alias", "GRN", "--ticker", "999110", "--country", "KR", "--fiscal-year-end", "3", "--sector", "battery"])  # fmt: skip

        assert code == 0
        assert own_rows(project) == {
            "org:garam-nuri": {
                "label": "ORG", "name_ko": "가람누리", "name_en": "Garam Nuri", "name_zh": "佳藍", "aliases": "가람|GRN",
                "tickers": "999110", "country": "KR", "fiscal_year_end": "3", "sector": "battery",
            }
        }  # fmt: skip
        assert capsys.readouterr().out.startswith("added org:garam-nuri in outputs/gazetteer.csv\n")

    def test_row_of_the_seeds_is_completed_in_the_own_table(self, project):
        seeded = known(project).entity("org:samsung-electronics")

        run(["gazetteer", "add", "--name-ko", "삼성전자", "--alias", "가람삼전"])

        completed = known(project).entity("org:samsung-electronics")
        assert completed == seeded.model_copy(update={"aliases": (*seeded.aliases, "가람삼전")})
        assert set(own_rows(project)) == {"org:samsung-electronics"}

    def test_wrong_alias_is_dropped(self, project):
        run(["gazetteer", "add", "--id", "org:samsung-electronics", "--drop-alias", "삼전"])

        assert "삼전" not in known(project).surfaces

    def test_ambiguous_alias_that_is_dropped_is_gone_too(self, project):
        listed = known(project)
        sense = next(s for s in listed.senses if s.entity_id and s.surface in listed.entity(s.entity_id).aliases)

        run(["gazetteer", "add", "--id", sense.entity_id, "--drop-alias", sense.surface])

        assert sense.entity_id not in known(project).surfaces.get(sense.surface, ())

    def test_replaced_name_stays_as_an_alias(self, project):
        run(["gazetteer", "add", "--name-ko", "가람누리"])

        run(["gazetteer", "add", "--id", "org:garamnuri", "--name-ko", "새가람누리"])

        assert own_rows(project)["org:garamnuri"] == {"label": "ORG", "name_ko": "새가람누리", "aliases": "가람누리"}

    def test_forced_name_stands_for_the_new_entity_first(self, project):
        run(["gazetteer", "add", "--name-ko", "삼성전자", "--id", "org:another", "--force"])

        assert known(project).surfaces["삼성전자"] == ("org:another", "org:samsung-electronics")

    def test_same_words_twice_change_nothing(self, project, capsys):
        run(["gazetteer", "add", "--name-ko", "가람누리"])
        first = project.gazetteer.read_bytes()

        assert run(["gazetteer", "add", "--name-ko", "가람누리"]) == 0
        assert "nothing to add" in capsys.readouterr().out
        assert project.gazetteer.read_bytes() == first


MISTAKES = [
    (
        ["--name-ko", "삼성전자", "--id", "org:another"],
        "삼성전자 stands for org:samsung-electronics (삼성전자) already. Complete that",
    ),
    (["--name-ko", "가람누리", "--alias", "삼전"], "삼전 stands for org:samsung-electronics"),
    (["--name-ko", "가람누리", "--ticker", "A005930"], "--ticker A005930 belongs to org:samsung-electronics already"),
    (["--alias", "가람"], "a new row needs a name: --name-ko, --name-en or --name-zh"),
    (["--id", "org:nowhere", "--alias", "가람"], "org:nowhere is in no table yet and needs a name"),
    (["--name-zh", "塞力塞力"], "no id can be made of 塞力塞力. Give it one, such as --id org:"),
    (["--name-ko", "가람", "--id", "Garam"], "the id of a ORG begins with org:"),
    (["--name-ko", "가람", "--id", "org:Garam"], "no slug such as org:samsung-electronics"),
    (["--name-ko", "가람", "--country", "한국"], "country: '한국' is no ISO 3166 code"),
    (["--name-ko", "가람|누리"], "a name has no line breaks, blanks around it or |"),
    (["--name-ko", "삼성전자", "--drop-alias", "가람"], "org:samsung-electronics has no such alias"),
    (["--id", "org:samsung-electronics", "--label", "PRODUCT"], "org:samsung-electronics is a ORG"),
    (["--name-ko", "가람", "--fiscal-year-end", "13"], "13 is not in the range 1<=x<=12"),
]


@pytest.mark.parametrize(("args", "message"), MISTAKES, ids=[" ".join(args) for args, _ in MISTAKES])
def test_mistake_is_told_in_one_line_and_writes_nothing(project, capsys, args, message):
    code = run(["gazetteer", "add", *args])

    said = capsys.readouterr()
    assert code == 2
    assert message in said.err
    assert said.err.count("\n") == 1
    assert not project.gazetteer.exists()


def test_bad_row_of_the_own_table_is_named_before_a_run_begins(project, capsys):
    project.inbox.mkdir(parents=True)
    (project.inbox / "a.txt").write_text("가람누리는 매출이 늘었다.", encoding="utf-8")
    header = ",".join(COLUMNS)
    project.gazetteer.write_text(f"{header}\norg:garam,TEAM,가람누리,,,,,,,\n", encoding="utf-8")

    code = run(["ingest"])

    said = capsys.readouterr().err
    assert code == 2
    assert said.startswith("sasil: outputs/gazetteer.csv, line 2, column label: 'TEAM' is none of ")
    assert said.count("\n") == 1
    assert [file.name for file in project.inbox.iterdir()] == ["a.txt"]


FIRST = "2025년 11월 3일\n\n가람누리텍(Garamnuri Tech)은 지난달 매출이 120억원이라고 밝혔다. 가람누리텍은 공장을 짓는다.\n"
SECOND = "2025년 11월 4일\n\n가람누리텍 대표는 새 공장에서 반도체를 만든다고 말했다.\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two reports that name something new."""
    folder = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("PREFECT_HOME", str(folder / "prefect"))
        patch.delenv("PREFECT_API_URL", raising=False)
        written("a.txt", FIRST)
        written("b.txt", SECOND)
        assert run(["ingest", "a.txt", "b.txt"]) == 0
    return folder


class TestEntities:
    @pytest.fixture
    def taken_in(self, home, project, tmp_path):
        shutil.copytree(home / "outputs", tmp_path / "outputs")
        return project

    def test_unknown_thing_is_reviewed_confirmed_and_applied(self, taken_in, capsys):
        capsys.readouterr()
        run(["entities", "review"])
        listed = capsys.readouterr().out.splitlines()
        run(["entities", "show", "org:garamnuri-tech"])
        shown_before = capsys.readouterr().out
        confirmed = run(["entities", "confirm", "가람누리텍"])
        run(["entities", "review"])
        reviewed_again = capsys.readouterr().out
        run(["reprocess"])
        run(["sql", "SELECT DISTINCT text, entity_id FROM mentions WHERE label = 'ORG' ORDER BY 1", "--csv"])
        mentions = capsys.readouterr().out
        run(["entities", "show", "org:garamnuri-tech"])
        shown_after = capsys.readouterr().out

        assert listed[1].split()[:4] == ["2", "4", "ORG", "org:garamnuri-tech"]
        assert listed[1].endswith("가람누리텍, Garamnuri Tech")
        assert "가람누리텍(Garamnuri Tech)은 지난달 매출이" in listed[2]
        assert "none yet: `sasil entities confirm 가람누리텍` adds it" in shown_before
        assert confirmed == 0
        row = {"label": "ORG", "name_ko": "가람누리텍", "name_en": "Garamnuri Tech"}
        assert own_rows(taken_in) == {"org:garamnuri-tech": row}
        assert "1 more are in a table by now" in reviewed_again
        assert "가람누리텍,org:garamnuri-tech" in mentions
        assert "Garamnuri Tech,org:garamnuri-tech" in mentions
        assert "outputs/gazetteer.csv" in shown_after
        assert "4 times in 2 reports" in shown_after

    def test_name_may_be_one_more_of_a_known_row(self, taken_in):
        run(["entities", "confirm", "가람누리텍", "--id", "org:samsung-electronics"])

        assert known(taken_in).surfaces["가람누리텍"] == ("org:samsung-electronics",)

    def test_unknown_id_gets_suggestions(self, taken_in, capsys):
        assert run(["entities", "show", "org:samsung-electronic"]) == 2
        assert "Did you mean org:samsung-electronics" in capsys.readouterr().err

    def test_without_a_snapshot_the_way_to_one_is_told(self, project, capsys):
        assert run(["entities", "review"]) == 2
        assert "`sasil ingest` makes one" in capsys.readouterr().err


def subcommands():
    """Every command inside a group, with the words that call it."""
    return [
        pytest.param(group, command, id=f"{group.name} {command.name}")
        for group in (gazetteer_group, entities_group)
        for command in group.commands.values()
    ]


@pytest.mark.parametrize(("group", "command"), subcommands())
def test_subcommands_are_explained_like_commands(group, command, capsys):
    assert run([group.name, command.name, "--help"]) == 0
    assert f"Usage: sasil {group.name} {command.name} " in capsys.readouterr().out

    options = [option for option in command.params if isinstance(option, click.Option)]
    examples = re.findall(rf"sasil {group.name} {command.name}\b([^|<\n]*)", command.epilog)
    assert all(option.help and option.help.endswith(".") for option in options)
    assert examples
    for example in examples:
        words = re.findall(r'"[^"]*"|\S+', re.split(r" {2,}", example)[0])
        command.make_context(command.name, [word.strip('"') for word in words])


def test_groups_are_commands_of_sasil():
    assert {"gazetteer", "entities", "reprocess"} <= set(sasil.commands)
