"""The report, and the texts of it that an analyst writes."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Outcome
from interviewkit.model.report_text import ReportText
from interviewkit.study.handle import Handle


class OfReport(Handle):
    """The report, and its texts: drafted from the figures until an analyst writes them."""

    def report(
        self, profile: str = "", *, formats: Sequence[str] = (), figures: bool = False
    ) -> Outcome:
        """Write the report and its appendix, or one ``profile``: brief, full or appendix.

        ``formats`` are written instead of those of study.toml: html, md, docx, pdf, pptx. With
        ``figures`` each figure becomes files of its own too.

        >>> study.report().says
        ('reports/report.html, reports/report-appendix.html, reports/report.md, reports/report-appendix.md',)
        >>> study.report("brief").says
        ('reports/report-brief.html, reports/report-brief.md',)
        >>> study.report(formats=["docx"]).says
        ('reports/report.docx, reports/report-appendix.docx',)
        """  # noqa: E501
        from interviewkit.steps.reporting.report import report

        return report(self._site, profile, formats=formats, figures=figures)

    def report_texts(self) -> Sequence[ReportText]:
        """The texts of the report that may be written: page one, then each theme.

        >>> [each.key for each in study.report_texts()][-2:]
        ['theme-bonds', 'theme-tools']
        >>> study.report_texts()[0].state
        'draft'
        """
        from interviewkit.steps.reporting.texts import list_texts

        return list_texts(self._site)

    def write_report_text(self, key: str, text: str = "", *, memo: int = 0) -> Outcome:
        """Write a text of the report, or put a memo's words there; an empty one is left out.

        >>> study.write_report_text("headline", "They talk *less*.").says
        ('report/headline.md is written; report once more',)
        >>> study.report_texts()[0].state
        'yours'
        """
        from interviewkit.steps.reporting.texts import write_report_text

        return write_report_text(self._site, key, text, memo)

    def draft_report_texts(self) -> Outcome:
        """Write a file for each text of the page that has none, to be edited there.

        >>> len(study.draft_report_texts().facts["files"]) >= 3
        True
        """
        from interviewkit.steps.reporting.texts import draft_texts

        return draft_texts(self._site)

    def keep_report_text(self, key: str) -> Outcome:
        """Note that a text of one's own holds with the figures of today.

        >>> done = study.write_report_text("headline", "They talk less.")
        >>> study.keep_report_text("headline").says
        ('headline holds with the figures of today',)
        """
        from interviewkit.steps.reporting.texts import keep_text

        return keep_text(self._site, key)

    def remove_report_text(self, key: str) -> Outcome:
        """Bring a draft back; one's own words are set aside.

        >>> done = study.write_report_text("headline", "They talk less.")
        >>> study.remove_report_text("headline").facts["files"]
        ['report/earlier/headline-1.md']
        """
        from interviewkit.steps.reporting.texts import remove_text

        return remove_text(self._site, key)
