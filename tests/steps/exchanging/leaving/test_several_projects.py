"""Several projects that came into one study leave together, each with all that it held."""

from __future__ import annotations

from pathlib import Path

from builders_refi import make_guid, pack, put, wrap_project
from interviewkit import Study
from interviewkit.exchange.refi.reading import read
from interviewkit.model.project import Project


def project_with(number: int, graph: str) -> bytes:
    """A project with a text, a graph of two things, a link between them and a set."""
    one, two, code = make_guid(number, 10), make_guid(number, 11), make_guid(0, 5)
    source, area = make_guid(number, 12), 'firstX="1" firstY="2"'
    inside = (
        f'<Sources><TextSource guid="{source}" name="talk {number}"><PlainTextContent>Ana: We met '
        f"{number} times.</PlainTextContent></TextSource></Sources><Links><Link "
        f'guid="{make_guid(number, 13)}" name="why {number}" originGUID="{code}" '
        f'targetGUID="{source}"/></Links><Sets><Set guid="{make_guid(number, 14)}" '
        f'name="set {number}"><MemberSource targetGUID="{source}"/></Set></Sets><Graphs><Graph '
        f'guid="{make_guid(number, 15)}" name="{graph}"><Vertex guid="{one}" {area}/><Vertex '
        f'guid="{two}" {area}/><Edge guid="{make_guid(number, 16)}" sourceVertex="{one}" '
        f'targetVertex="{two}"/></Graph></Graphs><Description>About {number}.'
        "</Description>"
    )
    text = wrap_project(inside).replace('name="P"', f'name="P{number}"')
    return pack({"project.qde": text.encode()})


def leave(study: Study, folder: Path) -> Project:
    study.export(folder / "out.qdpx")
    return read(folder / "out.qdpx").project


def test_graphs_links_and_sets_of_all_projects_leave(tmp_path: Path) -> None:
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    for number in (1, 2, 3):
        study.import_project(put(tmp_path, project_with(number, f"net {number}"), f"{number}.qdpx"))
    back = leave(study, tmp_path)
    graphs = back.kept_xml["Graphs"]
    assert graphs.count("<Graphs>") == 1
    assert [f'name="net {n}"' in graphs for n in (1, 2, 3)] == [True, True, True]
    assert (graphs.count("<Vertex"), graphs.count("<Edge")) == (6, 3)
    assert {each.name for each in back.links} == {"why 1", "why 2", "why 3"}
    assert {each.name for each in back.sets} == {"set 1", "set 2", "set 3"}
    assert {each.text for each in back.notes} == {"About 1.", "About 2.", "About 3."}
    assert {each.name for each in back.sources} == {"talk 1", "talk 2", "talk 3"}


def test_a_graph_drawn_anew_leaves_as_it_is_now(tmp_path: Path) -> None:
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    for name in ("early", "late"):
        study.import_project(put(tmp_path, project_with(1, name), f"{name}.qdpx"))
    graphs = leave(study, tmp_path).kept_xml["Graphs"]
    assert ('name="late"' in graphs, graphs.count("<Graph ")) == (True, 1)
