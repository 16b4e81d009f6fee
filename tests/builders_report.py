"""A made-up study of forty people, as a step would gather it for a report."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.findings.counting.deviant_cases import find_deviant_cases
from interviewkit.findings.counting.standing import choose_standing, judge_turns
from interviewkit.model import (
    ACCEPTED,
    REJECTED,
    Agreement,
    Code,
    Codebook,
    Coder,
    CodersCompared,
    Coding,
    Estimate,
    Evidence,
    Example,
    Interval,
    Participant,
    Passage,
    Prevalence,
    Run,
    Theme,
    Topic,
    TopicFit,
    Turn,
)
from interviewkit.model.agreement import WITH_MACHINE
from interviewkit.model.settings import StudySettings
from interviewkit.report.inputs import (
    LinkFacts,
    Overlap,
    ReportInputs,
    SegmentFacts,
    TranscriptFacts,
)

WAVES = ("2025-04", "2025-05")
CODES = ("neutrality", "ideation_safety", "isolation", "self_efficacy")
SAID = {
    ("neutrality", "+"): (
        "It does not judge me, it just answers, and nobody rolls their eyes.",
        "A second opinion without an agenda is what I get from it, and that is rare here.",
        "Feedback is easier to hear when it comes from a machine that wants nothing from me.",
        "It has no mood and no memory of the mistake I made last week.",
    ),
    ("neutrality", "-"): (
        "It flatters me, it tells me what I want to hear, so I stopped asking for its opinion.",
        "It feels cold when I write about something that matters to me.",
    ),
    ("ideation_safety", "+"): (
        "I can throw half an idea at it before I dare to show anybody.",
        "When I am stuck it gives me something to push against, and then I am moving again.",
        "I ask the stupid questions there, not in the meeting, and I feel lighter for it.",
    ),
    ("ideation_safety", "-"): (
        "I would not tell the agency that an idea began with AI, they would think less of it.",
    ),
    ("isolation", "+"): (
        "I used to ring a colleague in the afternoon, now I ask the assistant and the phone stays "
        "quiet.",
        "Some days it is the only one I have talked to by five o'clock.",
    ),
    ("isolation", "-"): (
        "We compare prompts over lunch, so in a way it brought the studio back together.",
    ),
    ("self_efficacy", "+"): (
        "I can now take on contracts that I would have turned down a year ago.",
        "I decide and it follows, and that gives me an edge with clients.",
        "I taught myself the whole accounting part with it, step by step, and I am proud of that.",
        "I feel more in control of my week than I ever did with an assistant of flesh and blood.",
    ),
    ("self_efficacy", "-"): (
        "I notice that I no longer trust my own first draft, and that frightens me a little.",
        "Without it I would be lost by now, I have forgotten how to start from nothing.",
    ),
}
BEFORE = (
    "Well, it took me a while.",
    "That depends on the client, to be honest.",
    "I have thought about this since your last question.",
    "For me it is quite simple.",
)
AFTER = (
    "But that may be different for the others.",
    "At least that is how it was this spring.",
    "My partner sees it another way.",
    "I do not know whether that lasts.",
)
TOPICS = (
    ("Finding clients", "client, offer, portfolio, rate, agency, pitch"),
    ("", "invoice, tax, accounting, bank, receipt, form"),
    ("Writing and drafts", "draft, text, tone, edit, sentence, style"),
    ("", "colleague, studio, lunch, office, chat, group"),
    ("Learning new tools", "tool, course, learn, tutorial, prompt, practice"),
    ("", "contract, right, picture, licence, data, privacy"),
)
SEGMENTS = (
    ("women", "Women", "gender = 'f'"),
    ("men", "Men", "gender = 'm'"),
    ("newcomers", "Freelance for under two years", "years < 2"),
    ("established", "Freelance for ten years or more", "years >= 10"),
    ("design", "Design and illustration", "field = 'design'"),
    ("rural", "Lives in a small town", "place = 'rural'"),
)


def codebook() -> Codebook:
    """Four codes: two in a theme, two that stand for themselves."""
    return Codebook(
        "AI at freelance work",
        (
            Code(
                "neutrality",
                "Neutrality",
                "AI is experienced as non-judgemental, impartial, without mood or agenda.",
                ("“it does not judge”", "“an unbiased second opinion”"),
                ("the speaker's own indifference to AI", "neutral tone as a writing style"),
                (Example("It has no feelings to hurt."), Example("It feels cold.", "-")),
                polarity=("+", "-"),
            ),
            Code(
                "ideation_safety",
                "Ideation safety",
                "AI as a low-pressure place to start, voice and test ideas and questions.",
                ("bouncing ideas", "“stupid” questions"),
                ("plain production of content",),
                (Example("I can ask anything without feeling dumb."),),
                polarity=("+", "-"),
            ),
            Code(
                "isolation",
                "Isolation",
                "Weakened connection to people because of or around AI at work.",
                ("asking AI instead of a colleague",),
                ("working alone as a bare fact",),
                polarity=("+", "-"),
            ),
            Code(
                "self_efficacy",
                "Self-efficacy",
                "Belief in one's own capability and control at work with AI.",
                ("greater capability", "loss of skill or control (opposing)"),
                ("time saved alone",),
                polarity=("+", "-"),
            ),
        ),
        (
            Theme(
                "agency",
                "Room to act",
                "What people feel able to try and to do since AI is at hand.",
                ("self_efficacy", "ideation_safety"),
            ),
        ),
        declared="1.2",
    )


def study(seed: int = 7) -> ReportInputs:
    """The whole study: 40 participants, 8 groups in 2 waves, 4 codes, 6 topics, 6 segments."""
    draw = random.Random(seed)
    people = tuple(_participants(draw))
    turns, speaker_of, codings = _spoken(people, draw)
    segments = _segments(people)
    inputs = ReportInputs(
        study=StudySettings(
            "Freelancers and AI",
            "Illustrative sample: people and answers are made up to show the method.",
            ("A. Researcher", "B. Colleague"),
        ),
        title="Room to act: how freelancers work with AI",
        generated="2025-06-02T09:30:00+00:00",
        transcripts=_transcripts(turns),
        participants=(*people, Participant("Moderator", "moderator")),
        turns=turns,
        speaker_of=speaker_of,
        codebook=codebook(),
        codings=tuple(codings),
        coders=(Coder("machine", "machine", "0.1.0"), Coder("Ada", "person")),
        segments=segments,
        unit="sentence",
        link=LinkFacts("person", 40, 37, 400),
        unresolved=0.034,
        problems=(Problem("transcripts/2025-05/g9.vtt", 12, "a cue without text", "", False),),
        runs=_runs(),
        agreement=(CodersCompared(("Ada", "machine"), WITH_MACHINE, _agreement()),),
        estimates=tuple(_estimates(segments)),
        variable_labels={"confident": "“I feel confident about my work” (agree)", "hours": "Hours"},
        version="0.1.0",
        packages={"bertopic": "0.17.0", "spacy": "3.8.2"},
    )
    inputs = with_deviant_cases(with_standing(inputs))
    return _with_topics(replace(inputs, prevalence=tuple(_prevalence(inputs))), draw)


def with_standing(inputs: ReportInputs) -> ReportInputs:
    """The inputs with the codings that stand among theirs, nobody having read more than that."""
    people = [each.name for each in inputs.coders if each.is_person]
    codes = inputs.codebook.code_ids if inputs.codebook else ()
    verdicts = judge_turns(inputs.codings, {}, people, codes)
    return replace(inputs, standing=tuple(choose_standing(inputs.codings, {}, people, verdicts)))


def with_deviant_cases(inputs: ReportInputs) -> ReportInputs:
    """The inputs with those who took the side of their codes and themes that fewer took."""
    groups = {code: {code} for code in CODES} | {"agency": {"self_efficacy", "ideation_safety"}}
    found = []
    for of, codes in groups.items():
        sides: dict[str, set[str]] = {"+": set(), "-": set()}
        for each in inputs.standing:
            speaker = inputs.speaker_of[each.passage.turn.id or 0]
            if each.code in codes and speaker != "Moderator":
                sides[each.polarity].add(speaker)
        found += find_deviant_cases(of, sides)
    return replace(inputs, deviant=tuple(found))


def _participants(draw: random.Random) -> Iterator[Participant]:
    for number in range(1, 41):
        yield Participant(
            f"P{number}",
            respondent=f"r{number}" if number % 13 else "",
            attributes={
                "gender": "f" if number % 2 else "m",
                "years": draw.choice((1.0, 1.0, 4.0, 7.0, 12.0, 20.0)),
                "field": draw.choice(("design", "text", "code")),
                "place": "rural" if number % 6 == 0 else "city",
            },
        )


def _spoken(
    people: tuple[Participant, ...], draw: random.Random
) -> tuple[dict[int, Turn], dict[int, str], list[Coding]]:
    turns: dict[int, Turn] = {}
    speaker_of: dict[int, str] = {}
    codings: list[Coding] = []
    for group in range(8):
        name = f"{WAVES[group // 4]}/group-{group + 1}"
        position = 0
        for person in people[group * 5 : group * 5 + 5] * 3:
            position += 2
            question = Turn(name, position - 1, "MOD", "And how is that for you?", 40.0 * position)
            code, polarity = _view(person, draw)
            said = draw.choice(SAID[code, polarity])
            text = f"{draw.choice(BEFORE)} {said} {draw.choice(AFTER)}"
            answer = Turn(name, position, person.name, text, 40.0 * position + 9)
            for turn, speaker in ((question, "Moderator"), (answer, person.name)):
                number = len(turns) + 1
                turns[number] = replace(turn, id=number)
                speaker_of[number] = speaker
            start = text.index(said)
            passage = Passage.cut(turns[len(turns)], start, start + len(said))
            codings += _codings(passage, code, polarity, draw)
    return turns, speaker_of, codings


def _view(person: Participant, draw: random.Random) -> tuple[str, str]:
    newcomer = person.attributes["years"] == 1.0
    code = draw.choices(CODES, (2, 3, 1, 8 if newcomer else 4))[0]
    return code, draw.choices(("+", "-"), (9 if newcomer else 4, 1))[0]


def _codings(passage: Passage, code: str, polarity: str, draw: random.Random) -> Iterator[Coding]:
    """A proposal, and for a third of them Ada's verdict."""
    score = round(draw.uniform(0.45, 0.97), 2)
    if score < 0.55:
        return
    why = (
        Evidence("pattern", f"{code} phrase", round(score * 0.6, 2)),
        Evidence("example", "I can do things that I could not do before.", round(score * 0.4, 2)),
    )
    yield Coding(passage, code, "machine", polarity, score, evidence=why, run=3)
    if draw.random() < 0.35:
        status = ACCEPTED if draw.random() < 0.85 else REJECTED
        yield Coding(passage, code, "Ada", polarity, None, status)


def _segments(people: tuple[Participant, ...]) -> tuple[SegmentFacts, ...]:
    rules = (
        lambda a: a["gender"] == "f",
        lambda a: a["gender"] == "m",
        lambda a: a["years"] < 2,
        lambda a: a["years"] >= 10,
        lambda a: a["field"] == "design",
        lambda a: a["place"] == "rural",
    )
    return tuple(
        SegmentFacts(
            name,
            label,
            rule,
            tuple(p.name for p in people if belongs(p.attributes)),
            60 + 17 * number,
            63.4 + 16.1 * number,
        )
        for number, ((name, label, rule), belongs) in enumerate(zip(SEGMENTS, rules, strict=True))
    )


def _transcripts(turns: dict[int, Turn]) -> tuple[TranscriptFacts, ...]:
    names = dict.fromkeys(turn.transcript for turn in turns.values())
    facts = []
    for number, name in enumerate(names, 1):
        said = [turn for turn in turns.values() if turn.transcript == name]
        wave, _, group = name.partition("/")
        day = f"{wave}-{2 + 3 * number:02d}"
        words = sum(turn.words for turn in said)
        facts.append(TranscriptFacts(name, wave, group, day, len(said), words))
    return tuple(facts)


def _prevalence(inputs: ReportInputs) -> Iterator[Prevalence]:
    """Shares as the findings room counts them, written anew so that the report is held to it."""
    groups = {code: {code} for code in CODES} | {"agency": {"self_efficacy", "ideation_safety"}}
    everyone = {p.name for p in inputs.participants if not p.is_moderator}
    members = {"": everyone} | {s.name: set(s.participants) for s in inputs.segments}
    rejected = {(c.passage, c.code) for c in inputs.codings if c.status == REJECTED}
    said = [c for c in inputs.codings if c.holds and (c.passage, c.code) not in rejected]
    for of, codes in groups.items():
        for segment, names in members.items():
            for wave in ("", *WAVES):
                there = {t.speaker for t in inputs.turns.values() if t.transcript.startswith(wave)}
                base = names & there
                voiced = {
                    c.passage.turn.speaker
                    for c in said
                    if c.code in codes and c.passage.turn.transcript.startswith(wave)
                } & base
                yield share(of, len(voiced), len(base), segment, wave)


def share(of: str, voiced: int, n: int, segment: str = "", wave: str = "") -> Prevalence:
    """A prevalence with its Wilson interval."""
    value = voiced / n if n else math.nan
    interval = Interval.wilson(value, n) if n else Interval(math.nan, math.nan)
    return Prevalence(of, voiced, n, value, interval, segment, wave, effective_n=n or math.nan)


def _with_topics(inputs: ReportInputs, draw: random.Random) -> ReportInputs:
    spoken = [number for number, turn in inputs.turns.items() if turn.speaker != "MOD"]
    centres = [(draw.uniform(0, 10), draw.uniform(0, 8)) for _ in TOPICS]
    assignment = tuple(
        draw.choices((-1, 0, 1, 2, 3, 4, 5), (12, 30, 22, 18, 14, 10, 7))[0] for _ in spoken
    )
    topics = [
        Topic(
            number,
            assignment.count(number),
            tuple((word, 0.1 - place / 100) for place, word in enumerate(words.split(", "))),
            (assignment.index(number),),
            name,
            *centres[number],
        )
        for number, (name, words) in enumerate(TOPICS)
    ]
    outliers = Topic(-1, assignment.count(-1), (("yes", 0.01),))
    measures = {"coherence": 0.12, "diversity": 0.83, "stability": 0.71, "outliers": 0.11}
    fit = TopicFit((outliers, *topics), assignment, measures, {"model": "bertopic"})
    overlap = (
        Overlap(theme, topic.number, draw.randint(0, 14))
        for theme in ("agency", "neutrality", "isolation")
        for topic in topics
    )
    return replace(
        inputs,
        topics=fit,
        documents=tuple((number,) for number in spoken),
        positions=tuple(_near(centres[number], draw) for number in assignment),
        overlap=tuple(overlap),
    )


def _near(centre: tuple[float, float], draw: random.Random) -> tuple[float, float]:
    return centre[0] + draw.gauss(0, 0.7), centre[1] + draw.gauss(0, 0.7)


def _estimates(segments: tuple[SegmentFacts, ...]) -> Iterator[Estimate]:
    method = "Taylor linearization"
    for number, name in enumerate(("", *(segment.name for segment in segments))):
        n = 400 if not name else segments[number - 1].respondents
        value = 0.62 - 0.06 * number
        yield Estimate("confident", name, value, n, n * 1.02, Interval.wilson(value, n), "share",
                       method=method)  # fmt: skip
    for number, name in enumerate(("", *(segment.name for segment in segments))):
        value = 3.4 + 0.2 * number
        n = 390 if not name else segments[number - 1].respondents - 3
        yield Estimate("hours", name, value, n, n * 0.99, Interval(value - 0.3, value + 0.3),
                       "mean", method=method)  # fmt: skip


def _agreement() -> tuple[Agreement, ...]:
    return (
        Agreement("self_efficacy", "sentence", 120, 0.91, 0.78, 40, 5, 6, 69),
        Agreement("isolation", "sentence", 120, 0.88, 0.41, 8, 9, 5, 98),
        Agreement("neutrality", "sentence", 120, 1.0, float("nan"), 0, 0, 0, 120),
    )


def _runs() -> tuple[Run, ...]:
    version = codebook().version
    times = ("2025-06-01T08:00:00+00:00", "2025-06-01T08:05:00+00:00", "2025-06-02T09:30:00+00:00")
    ingest, code, discover = times
    return (
        Run("ingest", "a" * 64, {"g1": "1" * 64}, ended=ingest, outcome={"transcripts": 8}, id=1),
        Run("code", "b" * 64, {}, version, "all-MiniLM-L6-v2", "c" * 64, 20250401,
            ended=code, outcome={"codings": 96}, id=3),
        Run("discover", "d" * 64, {}, "", "all-MiniLM-L6-v2", "c" * 64, 20250401,
            ended=discover, outcome={"topics": 6}, id=4),
    )  # fmt: skip
