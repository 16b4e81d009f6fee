"""A project with everything that the standard knows, and some that it does not."""

from __future__ import annotations

from builders_refi import make_guid

AREA = 'firstX="1" firstY="2" secondX="3" secondY="4"'
CODE = make_guid(0, 5)
CASE = make_guid(0, 6)


def coding(number: int, code: str = CODE) -> str:
    """A coding by nobody."""
    return f'<Coding guid="{make_guid(number, 4)}"><CodeRef targetGUID="{code}"/></Coding>'


EVERYTHING = (
    '<Variables><Variable guid="v" name="age" typeOfVariable="Integer"/></Variables>'
    f'<Cases><Case guid="{CASE}" name="Anna"><VariableValue><VariableRef targetGUID="v"/>'
    "</VariableValue></Case><Case><VariableValue/></Case></Cases><Sources>"
    f'<TextSource guid="s1"><PlainTextContent>one two</PlainTextContent><PlainTextSelection '
    f'guid="t1" startPosition="0" endPosition="3">{coding(1)}{coding(2, CASE)}'
    '<Coding guid="none"/></PlainTextSelection><PlainTextSelection guid="t2" startPosition="90" '
    f'endPosition="99">{coding(3)}</PlainTextSelection>{coding(4)}</TextSource>'
    f'<PDFSource guid="s2"><PDFSelection guid="t3" page="1" {AREA}>{coding(5)}</PDFSelection>'
    f'<Representation guid="r"><PlainTextContent>one</PlainTextContent><PlainTextSelection '
    f'guid="t3" startPosition="0" endPosition="3">{coding(6)}</PlainTextSelection>{coding(7)}'
    f'</Representation></PDFSource><PictureSource guid="s3"><PictureSelection guid="t4" {AREA}/>'
    '</PictureSource><AudioSource guid="s4"><Transcript guid="s5"><SyncPoint guid="p" '
    'position="0" timeStamp="4"/><TranscriptSelection guid="t5" fromSyncPoint="p"/></Transcript>'
    '<AudioSelection guid="t6" begin="1" end="2"/></AudioSource><VideoSource guid="s6">'
    '<VideoSelection guid="t7" begin="1" end="2"/></VideoSource><HologramSource guid="s7"/>'
    f'</Sources><Notes><Note guid="n"><PlainTextSelection guid="t8" startPosition="0" '
    f'endPosition="1">{coding(8)}</PlainTextSelection></Note></Notes><Links><Link guid="l" '
    'originGUID="n" targetGUID="t7"/></Links><Sets><Set guid="e" name="x"/></Sets><Graphs>'
    f'<Graph guid="G" name="net"> <Vertex guid="g1" {AREA} color="#abc"/>\n'
    '<Edge guid="g2" sourceVertex="g1" '
    'targetVertex="g1"/></Graph></Graphs>'
)
