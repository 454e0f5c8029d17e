"""Reading folders of articles: what is read, how it is named, what is refused and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from comity.errors import ComityError
from comity.read import read
from conftest import SEEDS


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_csv", ".csv").replace("_txt", ".txt").replace("_ttl", ".ttl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_the_five_seeds_are_read_with_what_sources_csv_says_of_them() -> None:
    reading = read([SEEDS])
    assert [document.language for document in reading.documents] == ["kk", "az", "ru", "ar", "ar"]
    assert reading.documents[2].published == "2024-04-25"
    assert reading.documents[2].publisher == "El.kz"
    assert reading.refusals == ()


def test_the_text_is_the_file_to_the_letter(tmp_path: Path) -> None:
    write(tmp_path, a_txt="\ufeffМинистр\r\nобороны\n")
    [found] = read([tmp_path]).documents
    assert found.text == "\ufeffМинистр\r\nобороны\n"


def test_a_source_is_named_by_its_path_below_the_folder(tmp_path: Path) -> None:
    write(tmp_path, sub__b_txt="b", a_txt="a")
    (tmp_path / "с пробелом #1.txt").write_text("c", encoding="utf-8")
    assert [document.id for document in read([tmp_path]).documents] == ["a", "sub/b", "с%20пробелом%20%231"]


def test_a_single_file_is_read_with_the_row_that_stands_beside_it() -> None:
    [found] = read([SEEDS / "003_98006e8bcea76a25.txt"]).documents
    assert (found.id, found.published) == ("003_98006e8bcea76a25", "2021-11-09")


def test_a_path_that_does_not_exist_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ComityError, match="does not exist; name a folder"):
        read([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"good line\nbad \xff\xfe line\n", "line 2: the bytes are not valid UTF-8"),
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"one\ntwo\0\n", "line 2: it has a NUL character"),
    ],
)
def test_a_bad_article_is_refused_with_its_line_and_the_others_are_read(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    write(tmp_path, bad_txt=content, good_txt="Good news.")
    reading = read([tmp_path])
    assert [document.id for document in reading.documents] == ["good"]
    assert [problem in str(refusal) for refusal in reading.refusals] == [True]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("name,language\na.txt,kk\n", "line 1: it has no column 'file'"),
        ("file,language\na.txt,Kazakh\n", "line 2: 'Kazakh' is no language code"),
        ("file,published\na.txt,yesterday\n", "line 2: 'yesterday' is no date in EDTF"),
        ("file,note\na.txt,x\na.txt,y\n", "line 3: 'a.txt' stands here for the second time"),
        ("file\nmissing.txt\na.txt\n", "line 2: 'missing.txt' is not in the folder"),
        ('file,title\na.txt,"open\n', "the table cannot be read"),
    ],
)
def test_a_fault_in_sources_csv_names_its_line_and_costs_no_article(tmp_path: Path, table: str, problem: str) -> None:
    write(tmp_path, sources_csv=table, a_txt="text")
    reading = read([tmp_path])
    assert [document.id for document in reading.documents] == ["a"]
    assert problem in " ".join(map(str, reading.refusals))


def test_curated_pages_beside_the_articles_are_found_and_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, a_txt="a", curated__x_ttl="", curated__note_txt="not an article")
    reading = read([tmp_path])
    assert [document.id for document in reading.documents] == ["a"]
    assert [file.name for file in reading.curated] == ["x.ttl"]


def test_escape_sequences_in_file_names_are_made_visible(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31mred.txt").write_bytes(b"")
    [refusal] = read([tmp_path]).refusals
    assert "\x1b" not in str(refusal)
