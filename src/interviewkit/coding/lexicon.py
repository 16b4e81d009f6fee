"""The forms of English words, and the closed word classes that rules about speakers need."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATORS = _words(
    """not n't n’t nt never no nobody none nothing neither nor without hardly barely rarely seldom
    scarcely cannot"""
)
"""Words that turn a statement round."""

NOT_REALLY = _words("only just merely simply solely necessarily to")
"""After "not" these make an addition, not a denial: "not only", "not just"; "not to mention"."""

FIRST = _words("i me my mine myself we us our ours ourselves you your yourself")
"""The speaker; "you" in an answer is nearly always the speaker in general clothes."""

PEOPLE = _words(
    """he him his she her hers they them their theirs themselves himself herself who people person
    someone somebody anyone anybody everyone everybody others other folk man woman kid child user
    client customer student pupil patient colleague coworker peer boss manager teacher parent
    friend team artist writer developer employee company generation society world public humanity"""
)
"""Third persons whose skills, feelings and contacts are not the speaker's own."""

TOOLS = _words(
    """ai a.i. chatgpt gpt claude gemini copilot llm llms chatbot bot assistant machine model tool
    robot computer technology algorithm perplexity grok it"""
)
"""What people call the AI."""

REPORTING = _words(
    """say tell think believe feel claim report mention complain worry fear argue state find see
    know hear assume admit"""
)
"""Verbs that hand a statement to whoever is their subject."""

FUSED = _words(
    """am is are was were do does did have has had can ca could wo will would should must might
    need not n't n’t nt"""
)
"""Words that run together with others ("don't", "cannot")."""

# The first word of a line has the others as forms, beside the regular ones.
_IRREGULAR = """
be am is are was were been being 's 're 'm
have has had having 've 'd
do does did done doing
will 'll wo
would 'd
can ca
not n't nt
go goes went gone going gonna
get gets got gotten getting
say said
make made
know knew known
think thought
take took taken taking
see saw seen
come came coming
give gave given giving
find found
tell told
feel felt
become became
leave left
put putting
mean meant
keep kept
let letting
begin began begun beginning
show shown
hear heard
run ran running
hold held
bring brought
write wrote written writing
sit sat sitting
stand stood
lose lost losing
pay paid
meet met
set setting
learn learnt
lead led
understand understood
speak spoke spoken
spend spent
grow grew grown
win won winning
teach taught
buy bought
send sent
build built
fall fell fallen
cut cutting
sell sold
draw drew drawn
choose chose chosen choosing
seek sought
deal dealt
throw threw thrown
catch caught
wear wore worn
drive drove driven driving
lie lay lain lying
hide hid hidden
rise rose risen
break broke broken
steal stole stolen
forget forgot forgotten forgetting
stick stuck
strike struck
overcome overcame
bind bound
fight fought
rewrite rewrote rewritten
relearn relearnt
person people
child children
man men
woman women
life lives
half halves
""".strip().splitlines()

IRREGULAR = {line.split()[0]: _words(line) for line in _IRREGULAR}

_VOWELS = "aeiou"
_SLURRED = _words("'em ’em em")


def list_forms(word: str) -> frozenset[str]:
    """The lower-case forms under which an English word may stand in a text.

    ``feel`` gives feel, feels, feeling, felt. Some of the forms may be no words at all
    (``mys``): they do no harm, since nobody says them.
    """
    word = word.lower()
    head, _, last = word.rpartition("-")
    if head and last.isalpha():
        return frozenset(f"{head}-{form}" for form in list_forms(last))
    if not word.isalpha():
        return frozenset({word})
    return frozenset({word, *_endings(word), *IRREGULAR.get(word, ())})


def _endings(word: str) -> set[str]:
    if len(word) < 3:
        return set()
    if word.endswith("e"):
        return {word + "s", word + "d", word[:-1] + "ing"}
    if word.endswith("y") and word[-2] not in _VOWELS:
        return {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return {word + "es", word + "ed", word + "ing"}
    endings = {word + "s", word + "ed", word + "ing"}
    if word[-1] not in "aeiouwxy" and word[-2] in _VOWELS:
        endings |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return endings


def list_lemma_forms(words: frozenset[str]) -> frozenset[str]:
    """What a lemmatizer may trace back to one of these words: rather too much than too little."""
    bare = (word + ending for word in words for ending in ("s", "es", "ed", "ing"))
    return frozenset().union(_SLURRED, bare, *map(list_forms, words))
