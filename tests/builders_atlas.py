"""Exports and projects of ATLAS.ti, with the elements that public readers of them name."""

from __future__ import annotations

import zipfile
from pathlib import Path

UNIT = """<?xml version="1.0" encoding="UTF-8"?>
<storedHU version="5.0" lastSaved="2012-02-03T10:00:00">
 <hermUnit name="Wege" au="Kim" cDate="2012-01-01T09:00:00"><comment><p>Testfahrt</p></comment></hermUnit>
 <dataSources size="2">
  <dataSource id="ds_1" loc="C:\\Interviews\\anna.rtf" mime="text/rtf"/>
  <dataSource id="ds_2" loc="plan.png" mime="image/png"/>
 </dataSources>
 <primDocs size="2">
  <primDoc name="P 1: Anna" id="pd_1" loc="ds_1" au="Kim" cDate="2012-01-02T09:00:00">
   <comment><p>im Park</p></comment>
   <quotations size="2">
    <q name="Heute 🙂 fahre.." id="q1_1" au="Kim" cDate="2012-01-03T09:00:00" loc="!3 @ 1, 3 @ 2!">
     <content size="40"><p>Heute 🙂 fahre ich <b>Rad</b>.</p><p>שלום עולם</p></content>
     <comment><p>lacht</p></comment></q>
    <q name="Ich auch.." id="q1_2" au="Lee" cDate="2012-01-04T09:00:00" loc="!0 @ 4, 8 @ 4!"/>
   </quotations>
  </primDoc>
  <primDoc name="P 2: Plan" id="pd_2" loc="ds_2" au="Lee">
   <quotations size="1"><q name="Kreuzung" id="q2_1" au="Lee" loc="1,2,3,4"/></quotations>
  </primDoc>
 </primDocs>
 <codes size="3">
  <code name="gern" id="co_1" au="Kim" color="255"><comment><p>mit</p><p>Freude</p></comment></code>
  <code name="oft" id="co_2" au="Lee" color="#00ff00"/>
  <code name="nie" id="co_3" au="Lee"/>
 </codes>
 <memos size="1"><memo name="Idee" id="me_1" au="Lee" cDate="2012-01-05T09:00:00">
  <content><p>Es regnet.</p></content></memo></memos>
 <families>
  <codeFamilies size="1"><codeFamily name="Verkehr" id="cf_1"><item id="co_1"/><item id="co_2"/></codeFamily></codeFamilies>
  <primDocFamilies size="1"><primDocFamily name="Welle 1" id="pf_1"><item id="pd_1"/></primDocFamily></primDocFamilies>
 </families>
 <networkViews size="2"><networkView name="a"/><networkView name="b"/></networkViews>
 <links>
  <objectSegmentLinks>
   <codings size="5">
    <iLink obj="co_1" qRef="q1_1"/><iLink obj="co_2" qRef="q1_1" au="Lee"/>
    <iLink obj="co_2" qRef="q1_2"/><iLink obj="co_1" qRef="q2_1"/><iLink obj="co_9" qRef="q1_1"/>
   </codings>
   <memoings size="2"><iLink obj="me_1" qRef="q1_2"/><iLink obj="me_1" qRef="q9_9"/></memoings>
  </objectSegmentLinks>
  <objectObjectLinks><hyperLink source="co_1" target="co_2" name="widerspricht"/>
   <hyperLink source="co_1" target="zz"/></objectObjectLinks>
 </links>
</storedHU>
"""  # noqa: E501

PAGE = """<!DOCTYPE html><html><head><style>p {}</style></head><body>
<p id="1"><span id="2">Anna: Heute 🙂 fahre ich </span><span id="3">Rad.</span></p>
<p id="4"><span id="5">Ben: Ich auch,&nbsp;שלום עולם</span><br id="6"/><span id="7">immer.</span></p>
</body></html>"""  # noqa: E501

MEMO = '<html><body><p id="1"><span id="2">Es regnet.</span></p></body></html>'

PROJECT = """<?xml version="1.0" encoding="utf-8"?>
<aprx name="Wege" guid="0F0E0D0C-0000-4000-8000-000000000001" owner="usr_1" cDate="2022-01-01T09:00:00Z">
 <users><user id="usr_1" name="Kim"/><user id="usr_2" name="Lee"/></users>
 <contents><content id="cnt_1" loc="AAA"/><content id="cnt_2" loc="BBB"/><content id="cnt_3" loc="CCC"/></contents>
 <media><medium id="med_1" name="anna.docx" content="cnt_1"/><medium id="med_2" name="plan.png" content="cnt_9"/></media>
 <documents>
  <document id="doc_1" name="Anna" medium="med_1" owner="usr_1" guid="0f0e0d0c-0000-4000-8000-000000000002">
   <layer>
    <quotation id="q_1" name="Rad" owner="usr_1" cDate="2022-01-02T09:00:00Z">
     <location><segmentedTextLoc sSegment="2" sOffset="15" eSegment="3" eOffset="3"/></location>
     <comment content="cnt_3"/></quotation>
    <quotation id="q_2" owner="usr_2"><location><segmentedTextLoc sSegment="3" sOffset="0" eSegment="5" eOffset="8"/></location></quotation>
    <quotation id="q_3" owner="usr_2"><location><segmentedTextLoc sSegment="7" sOffset="0" eSegment="7" eOffset="-1"/></location></quotation>
    <quotation id="q_4" owner="usr_2"><location><segmentedTextLoc sSegment="99" sOffset="0" eSegment="99" eOffset="4"/></location></quotation>
    <quotation id="q_5" owner="usr_2"><location><segmentedTextLoc sSegment="4" sOffset="5" eSegment="4" eOffset="13"/></location></quotation>
   </layer></document>
  <document id="doc_2" name="Plan" medium="med_2" owner="usr_2"><layer><quotation id="q_6" owner="usr_2"><location><rectangleLoc x="1"/></location></quotation></layer></document>
 </documents>
 <tags>
  <tag id="t_1" name="Verkehr" color="#FFFF0000" owner="usr_1"><tag id="t_2" name="gern" owner="usr_1"/></tag>
  <tag id="t_3" name="oft" color="#00FF00" owner="usr_2"><comment><p>mehrmals</p></comment></tag>
 </tags>
 <memos><memo id="me_1" name="Idee" content="cnt_2" owner="usr_2"/></memos>
 <groups><tagGroup id="tg_1" name="Kern"><item id="t_1"/><item id="t_3"/></tagGroup></groups>
 <relations><relation id="rel_1" name="widerspricht"/></relations>
 <smartCodes><smartCode name="x"/></smartCodes>
 <links>
  <tagQuotLink source="t_2" target="q_1" owner="usr_1" cDate="2022-01-03T09:00:00Z"/>
  <tagQuotLink source="t_3" target="q_1" owner="usr_2" guid="0f0e0d0c-0000-4000-8000-000000000003"/>
  <tagQuotLink source="t_3" target="q_2" owner="usr_2"/>
  <tagQuotLink source="t_3" target="q_6" owner="usr_1"/>
  <tagQuotLink source="t_9" target="q_2" owner="usr_1"/>
  <tagQuotLink source="t_3" target="q_77" owner="usr_1"/>
  <memoQuotLink source="me_1" target="q_3"/>
  <tagTagLink source="t_1" target="t_3" relation="rel_1"/>
  <tagTagLink source="t_1" target="t_8"/>
 </links>
</aprx>
"""  # noqa: E501


def unit_file(folder: Path, encoding: str = "utf-8") -> Path:
    path = folder / "wege.xml"
    path.write_bytes(UNIT.strip().replace("UTF-8", encoding).encode(encoding))
    return path


def bundle_file(folder: Path, project: str = PROJECT, name: str = "project.aprx") -> Path:
    path = folder / "wege.atlproj23"
    pages = {"AAA": PAGE, "BBB": MEMO, "CCC": MEMO.replace("Es regnet", "Lacht")}
    place = "documents" if name != "project.aprx" else "contents"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, project)
        for guid, html in pages.items():
            archive.writestr(f"{place}/{guid}/content", html)
    return path
