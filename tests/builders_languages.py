"""Small interviews in German, Spanish and Chinese with a codebook of two codes each.

Written for these tests. ``GOLD`` says which of what people say carries which code: ``i``
(isolation: ties to people at work grow weaker), ``t`` (trust: they rely on what the machine says).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builders import small_study
from interviewkit import Study


@dataclass(frozen=True)
class Talk:
    """What is asked and said; each line of ``said`` begins with the codes it carries, or ``-``."""

    language: str
    moderator: str
    asked: str
    said: str
    codebook: str

    @property
    def turns(self) -> list[tuple[str, str]]:
        """(codes, text) of everything that people say."""
        lines = (line.split(" ", 1) for line in self.said.strip().splitlines())
        return [(codes.strip("-"), text) for codes, text in lines]

    @property
    def gold(self) -> dict[str, list[bool]]:
        """Code → whether each turn carries it, in order."""
        names = {"i": "isolation", "t": "trust"}
        return {name: [key in codes for codes, _ in self.turns] for key, name in names.items()}


GERMAN = Talk(
    "de",
    "Interviewerin",
    "Wie ist das bei der Arbeit?",
    """
i Ich rede kaum noch mit meinen Kollegen, ich frage gleich die KI.
- Der Kaffee in der Kantine ist besser geworden.
t Ich verlasse mich auf das, was sie sagt, das stimmt fast immer.
- Ich prüfe alles zweimal, bevor ich es abschicke.
i Früher saßen wir mittags zusammen, heute sitzt jeder allein vor dem Bildschirm.
- Wir reden mehr als früher, weil mehr Zeit bleibt.
t Ich vertraue der KI bei den Zahlen völlig.
- Ich vertraue ihr nicht, sie erfindet Quellen.
i Man wird einsam, wenn niemand mehr an die Tür klopft.
- Meine Schwester arbeitet auch von zu Hause.
- Das Programm ist im Herbst eingeführt worden.
t Was sie ausrechnet, übernehme ich einfach so.
i Mir fehlt der Schwatz auf dem Flur.
- Ich bin nicht einsam, wir telefonieren jeden Tag.
- Am Montag haben wir immer Besprechung.
t Ich glaube ihr mehr als meinem Chef.
- Das Wetter war den ganzen Sommer schlecht.
i Ich kenne die Neuen im Team gar nicht mehr.
- Ich lese gern, was sie schreibt, mehr nicht.
- Die Rechner sind langsam.
""",
    """
name: Arbeit mit KI
version: "1"
language: de
lists:
  KI: [KI, sie, das Programm]
codes:
  - id: isolation
    label: Vereinzelung
    definition: Die Bindung an Menschen bei der Arbeit wird schwächer.
    include: [weniger Gespräche mit Kollegen, allein am Bildschirm]
    exclude: [allein wohnen, Ruhe zum Arbeiten]
    examples:
      - Ich spreche seit Wochen mit niemandem aus dem Team.
      - Alle sitzen allein und keiner fragt mehr den anderen.
      - Die gemeinsamen Pausen fehlen mir.
    near_misses: [Ich arbeite montags zu Hause.]
    patterns: [kaum ... Kollegen, einsam, (allein|alleine) vor, mir fehlt, kenne ... gar nicht]
  - id: trust
    label: Vertrauen
    definition: Sie verlassen sich auf das, was die KI sagt.
    examples:
      - Ich glaube, was die KI mir sagt.
      - Auf ihre Antworten kann ich mich verlassen.
      - Ich übernehme ihre Ergebnisse, ohne nachzusehen.
    near_misses: [Ich sehe immer selbst nach.]
    patterns: [verlasse mich auf, vertraue (der|ihr), übernehme ich, glaube ihr]
""",
)

SPANISH = Talk(
    "es",
    "Entrevistadora",
    "¿Cómo va el trabajo?",
    """
i Ya casi no hablo con mis compañeros, le pregunto a la máquina.
- El café de la oficina ha mejorado mucho.
t Me fío de lo que dice, casi siempre acierta.
- Reviso todo dos veces antes de enviarlo.
i Antes comíamos juntos, ahora cada uno come delante de su pantalla.
- Hablamos más que antes porque sobra tiempo.
t Confío en la máquina para los números.
- No confío en ella, se inventa las fuentes.
i Te sientes muy solo cuando nadie llama a la puerta.
- Mi hermana también trabaja desde casa.
- El programa llegó en otoño.
t Lo que calcula lo doy por bueno sin mirar.
i Echo de menos las charlas en el pasillo.
- No me siento solo, nos llamamos todos los días.
- Los lunes siempre tenemos reunión.
t Le creo más que a mi jefe.
- El tiempo fue malo todo el verano.
i A los nuevos del equipo ni los conozco.
- Me gusta leer lo que escribe, nada más.
- Los ordenadores son lentos.
""",
    """
name: Trabajo con IA
version: "1"
language: es
codes:
  - id: isolation
    label: Aislamiento
    definition: Se debilita el vínculo con la gente del trabajo.
    include: [menos conversaciones con compañeros, solo delante de la pantalla]
    examples:
      - Llevo semanas sin hablar con nadie del equipo.
      - Cada uno está solo y ya nadie pregunta a los demás.
      - Me faltan los descansos en común.
    near_misses: [Los lunes trabajo en casa.]
    patterns: [casi no hablo, solo cuando|siempre, siento solo, echo de menos, ni los conozco]
  - id: trust
    label: Confianza
    definition: Se fían de lo que dice la máquina.
    examples:
      - Creo lo que me dice la máquina.
      - Puedo contar con sus respuestas.
      - Copio sus resultados sin comprobarlos.
    near_misses: [Siempre lo compruebo yo.]
    patterns: [me fío de, confío en, doy por bueno, le creo]
""",
)

CHINESE = Talk(
    "zh",
    "主持人",
    "工作怎么样？",
    """
i 我已经很少和同事说话了，有问题就直接问机器。
- 食堂的咖啡比以前好喝。
t 它说的我都相信，几乎总是对的。
- 发出去之前我都要检查两遍。
i 以前我们中午一起吃饭，现在每个人都对着自己的屏幕吃。
- 我们比以前聊得更多，因为有时间了。
t 数字方面我完全信任它。
- 我不信任它，它会编造来源。
i 没有人来敲门的时候，真的觉得很孤独。
- 我妹妹也在家里上班。
- 这个程序是秋天装上的。
t 它算出来的我直接就用。
i 我很想念走廊里的闲聊。
- 我不觉得孤独，我们每天都打电话。
- 星期一我们总是开会。
t 比起老板，我更相信它。
- 整个夏天天气都不好。
i 组里的新人我一个也不认识了。
- 我喜欢看它写的东西，仅此而已。
- 电脑很慢。
""",
    """
name: 与人工智能一起工作
version: "1"
language: zh
codes:
  - id: isolation
    label: 孤立
    definition: 与工作中的人的联系变弱了。
    include: [和同事的交谈减少, 独自面对屏幕]
    examples:
      - 我好几个星期没有和组里的人说过话。
      - 每个人都是一个人，谁也不问谁。
      - 我怀念大家一起休息的时候。
    near_misses: [星期一我在家工作。]
    patterns: [很少 ... 说话, 孤独, 想念, 不认识]
  - id: trust
    label: 信任
    definition: 他们相信机器说的话。
    examples:
      - 我相信机器告诉我的。
      - 它的回答靠得住。
      - 我不检查就用它的结果。
    near_misses: [我总是自己检查。]
    patterns: [相信, 信任, 直接 ... 用]
""",
)

TALKS = {talk.language: talk for talk in (GERMAN, SPANISH, CHINESE)}


def talk_study(folder: Path, talk: Talk, toml: str = "") -> Study:
    """A study of this one interview, taken in; a person says each four turns."""
    names = ("Kim", "Lou", "Max", "Noa", "Uli")
    lines = [
        f"{talk.moderator}: {talk.asked}\n{names[number // 4]}: {text}\n"
        for number, (_, text) in enumerate(talk.turns)
    ]
    base = f'[study]\nname = "S"\n[transcripts]\nmoderators = ["{talk.moderator}"]\n'
    rest = '[codebook]\nfile = "codebook.yaml"\n[topics]\nenabled = false\n'
    small_study(folder, base + rest + toml, talk="".join(lines))
    (folder / "codebook.yaml").write_text(talk.codebook, "utf-8")
    study = Study.open(folder)
    study.ingest()
    return study
