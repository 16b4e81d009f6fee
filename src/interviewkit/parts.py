"""Every pluggable part by family and name, imported on first use.

Guests come from entry points of the group ``interviewkit.<family>``, e.g.
``interviewkit.reader``, or of its plural; a guest never replaces a part of the house.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from interviewkit.errors import GuestError, UnknownPartError, did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

HOUSE: dict[str, dict[str, str]] = {
    "reader": {
        "speech": "interviewkit.readers.speech:read_speech",
        "vtt": "interviewkit.readers.vtt:read_vtt",
        "srt": "interviewkit.readers.vtt:read_srt",
        "docx": "interviewkit.readers.docx:read_docx",
        "table": "interviewkit.readers.table:read_transcript_table",
        "pdf": "interviewkit.readers.documents.pdf:read_pdf",
        "dialogues": "interviewkit.readers.table:read_dialogues",
        "recogniser": "interviewkit.readers.recognisers.recogniser:read_recogniser",
        "whatsapp": "interviewkit.readers.chats.whatsapp:read_whatsapp",
        "zoom": "interviewkit.readers.chats.zoom:read_zoom",
        "kakao_line": "interviewkit.readers.chats.kakao_line:read_kakao_line",
        "discord": "interviewkit.readers.chats.discord:read_discord",
        "irc": "interviewkit.readers.chats.irc:read_irc",
        "eaf": "interviewkit.readers.annotation.eaf:read_eaf",
        "chat": "interviewkit.readers.annotation.chat:read_chat",
        "exmaralda": "interviewkit.readers.annotation.exmaralda:read_exmaralda",
        "folker": "interviewkit.readers.annotation.folker:read_folker",
        "transcriber": "interviewkit.readers.annotation.transcriber:read_transcriber",
        "inqscribe": "interviewkit.readers.annotation.inqscribe:read_inqscribe",
        "tei": "interviewkit.readers.annotation.tei:read_tei",
        "odt": "interviewkit.readers.documents.odt:read_odt",
        "rtf": "interviewkit.readers.documents.rtf:read_rtf",
        "otranscribe": "interviewkit.readers.documents.otranscribe:read_otranscribe",
        "html": "interviewkit.readers.documents.html:read_html",
        "epub": "interviewkit.readers.documents.epub:read_epub",
        "old_office": "interviewkit.readers.documents.refused:refuse_old_office",
        "pages": "interviewkit.readers.documents.refused:refuse_pages",
        "google_link": "interviewkit.readers.documents.refused:refuse_google_link",
        "textgrid": "interviewkit.readers.annotation.textgrid:read_textgrid",
        "noscribe": "interviewkit.readers.recognisers.noscribe:read_noscribe",
        "sbv": "interviewkit.readers.recognisers.subtitles:read_sbv",
        "ttml": "interviewkit.readers.recognisers.timed_text:read_timed_text",
        "video_captions": ("interviewkit.readers.recognisers.video_captions:read_video_captions"),
        "sami": "interviewkit.readers.recognisers.sami:read_sami",
        "broadcast_captions": "interviewkit.readers.recognisers.unread:refuse_broadcast",
        "frame_captions": "interviewkit.readers.recognisers.unread:refuse_frames",
        "packed_captions": "interviewkit.readers.recognisers.unread:refuse_packed",
        "lrc": "interviewkit.readers.recognisers.subtitles:read_lrc",
        "substation": "interviewkit.readers.recognisers.subtitles:read_substation",
        "whisper_tsv": "interviewkit.readers.recognisers.subtitles:read_whisper_tsv",
        "rttm": "interviewkit.readers.recognisers.scored_texts:refuse_rttm",
        "stm": "interviewkit.readers.recognisers.scored_texts:read_stm",
        "ctm": "interviewkit.readers.recognisers.scored_texts:read_ctm",
        "atrain": "interviewkit.readers.recognisers.plain_texts:read_atrain",
        "speechmatics_text": (
            "interviewkit.readers.recognisers.plain_texts:read_speechmatics_text"
        ),
    },
    "cutter": {
        "sentence": "interviewkit.language.cutters:cut_by_sentence",
        "turn": "interviewkit.language.cutters:cut_by_turn",
        "window": "interviewkit.language.cutters:cut_by_window",
    },
    "coder": {
        "rules": "interviewkit.coding.rules:RulesCoder",
        "examples": "interviewkit.coding.examples:ExamplesCoder",
        "learned": "interviewkit.coding.learned_coder:LearnedCoder",
        "llm": "interviewkit.coding.llm.coder:LanguageModelCoder",
    },
    "topic_model": {
        "bertopic": "interviewkit.topics.fit:fit_topics",
    },
    "project_reader": {
        "refi": "interviewkit.exchange.refi.reading:read",
        "qualcoder": "interviewkit.exchange.databases.qualcoder:read",
        "taguette": "interviewkit.exchange.databases.taguette:read",
        "rqda": "interviewkit.exchange.databases.rqda:read",
        "maxqda-segments": "interviewkit.exchange.extracts.maxqda:read",
        "atlasti-quotations": "interviewkit.exchange.extracts.atlasti:read",
        "dedoose-excerpts": "interviewkit.exchange.extracts.dedoose:read",
        "taguette-highlights": "interviewkit.exchange.extracts.taguette:read",
        "qualcoder-codings": "interviewkit.exchange.extracts.qualcoder:read",
        "zotqda": "interviewkit.exchange.extracts.zotqda:read",
        "brat": "interviewkit.exchange.annotated.brat:read",
        "label-studio": "interviewkit.exchange.annotated.label_studio:read",
        "webanno": "interviewkit.exchange.annotated.webanno:read",
        "labelled-json": "interviewkit.exchange.annotated.json_spans:read",
        "nvivo-extracts": "interviewkit.exchange.extracts.nvivo:read",
        "codings-table": "interviewkit.exchange.extracts.plain_codings:read",
        "codebook-table": "interviewkit.exchange.extracts.codebooks:read",
        "attributes-table": "interviewkit.exchange.extracts.attributes:read",
        "maxqda": "interviewkit.exchange.databases.maxqda:read",
        "atlas": "interviewkit.exchange.databases.atlas:read",
        "closed": "interviewkit.exchange.databases.closed_formats:read",
        "word-comments": "interviewkit.exchange.extracts.commented:read",
    },
    "survey_reader": {
        "csv": "interviewkit.survey.files.text_file:read_text_file",
        "xlsx": "interviewkit.survey.files.workbook:read_workbook",
        "spss": "interviewkit.survey.files.stat_file:read_spss",
        "stata": "interviewkit.survey.files.stat_file:read_stata",
    },
    "survey_layout": {
        "qualtrics": "interviewkit.survey.layouts.qualtrics:read_qualtrics",
        "limesurvey": "interviewkit.survey.layouts.limesurvey:read_limesurvey",
        "google": "interviewkit.survey.layouts.google:read_google",
        "kobo": "interviewkit.survey.layouts.kobo:read_kobo",
        "surveymonkey": "interviewkit.survey.layouts.stacked:read_stacked",
        "plain": "interviewkit.survey.layouts.plain:read_plain",
    },
    "renderer": {
        "html": "interviewkit.report.html:render",
        "md": "interviewkit.report.markdown:render",
        "docx": "interviewkit.report.word.report:render",
        "pdf": "interviewkit.report.pdf.report:render",
        "pptx": "interviewkit.report.slides.report:render",
    },
    "table_renderer": {
        "text": "interviewkit.tables.drawing.terminal:render",
        "json": "interviewkit.tables.drawing.data:render_json",
        "csv": "interviewkit.tables.drawing.data:render_csv",
        "md": "interviewkit.tables.drawing.markdown:render",
        "html": "interviewkit.tables.drawing.html:render",
        "xlsx": "interviewkit.tables.drawing.workbook:render",
        "docx": "interviewkit.tables.drawing.document:render",
        "sav": "interviewkit.tables.drawing.stat_file:render_sav",
        "dta": "interviewkit.tables.drawing.stat_file:render_dta",
        "parquet": "interviewkit.tables.drawing.parquet:render",
    },
}


@dataclass(frozen=True, slots=True)
class GuestPart:
    """A part of another package: its name, its entry point and who brings it.

    ``package`` and ``version`` are those of the distribution, empty where it has none.
    """

    family: str
    name: str
    entry: EntryPoint
    package: str = ""
    version: str = ""

    def __str__(self) -> str:
        package = f"{self.package} {self.version}".strip() or "a package without a name"
        return f"the {_spoken(self.family)} {self.name!r} of {package} ({self.entry.value})"

    def load(self) -> Any:
        """What the entry point names.

        Raises:
            GuestError: it cannot be imported, or the package lacks what it names.
        """
        try:
            return self.entry.load()
        except Exception as fault:
            raise GuestError(
                f"{self} cannot be loaded: {type(fault).__name__}: {fault}",
                hint=f"install {self.package or 'its package'} anew, or do without {self.name!r}",
            ) from fault


def list_names(family: str) -> tuple[str, ...]:
    """The names of a family's parts: the house's in their order, then guests'."""
    house = HOUSE[family]
    found = {guest.name for guest in list_guests(family) if guest.name not in house}
    return (*house, *sorted(found))


def list_guests(family: str) -> Sequence[GuestPart]:
    """The parts that other packages bring, by name and package; nothing of them is imported."""
    from importlib.metadata import entry_points  # takes as long as all of our own nouns

    entries = [*entry_points(group=f"interviewkit.{family}")]
    entries += entry_points(group=f"interviewkit.{family}s")
    found = {_key(entry): _guest(family, entry) for entry in entries}
    return [found[key] for key in sorted(found)]


def find_guest(family: str, name: str) -> GuestPart:
    """The guest of that name.

    Raises:
        UnknownPartError: no guest has it, or the house has a part of that name.
        GuestError: two packages bring it.
    """
    having = [
        each for each in list_guests(family) if each.name == name and name not in HOUSE[family]
    ]
    if not having:
        raise _unknown(family, name)
    if len(having) > 1:
        listed = " and ".join(each.package for each in having)
        raise GuestError(
            f"two packages bring a {_spoken(family)} {name!r}: {listed}",
            hint="uninstall one of them",
        )
    return having[0]


def check_name(family: str, name: str) -> None:
    """See to it that a part of that name is there, without loading it.

    Raises:
        UnknownPartError: no part has that name.
    """
    if name not in HOUSE[family]:
        find_guest(family, name)


def load_part(family: str, name: str) -> Any:
    """The part of that family and name.

    Raises:
        UnknownPartError: no part has that name; the hint names the known and the nearest.
        GuestError: it is another package's and cannot be loaded.
    """
    if name in HOUSE[family]:
        module, _, attribute = HOUSE[family][name].partition(":")
        return getattr(import_module(module), attribute)
    return find_guest(family, name).load()


def _unknown(family: str, name: str) -> UnknownPartError:
    if name in HOUSE[family]:
        return UnknownPartError(
            f"the {_spoken(family)} {name!r} is interviewkit's own, no other package's",
            hint="see whose each part is with: interviewkit plugin",
        )
    known = list_names(family)
    of = {each.name: f" (of {each.package})" for each in list_guests(family)}
    of |= dict.fromkeys(HOUSE[family], "")
    near = did_you_mean(name, known, "")
    hint = f"known: {', '.join(each + of.get(each, '') for each in known)}"
    hint += f"; {near}" if near else ""
    return UnknownPartError(f"there is no {_spoken(family)} {name!r}", hint=hint)


def _guest(family: str, entry: EntryPoint) -> GuestPart:
    package = entry.dist.name if entry.dist else ""
    return GuestPart(family, entry.name, entry, package, entry.dist.version if entry.dist else "")


def _key(entry: EntryPoint) -> tuple[str, str, str]:
    return entry.name, entry.dist.name if entry.dist else "", entry.value


def _spoken(family: str) -> str:
    return family.replace("_", " ")
