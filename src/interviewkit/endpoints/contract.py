"""What this room promises: an :class:`Endpoint` takes a :class:`Prompt` and gives :class:`Answer`.

The nouns are in :mod:`interviewkit.model.prompt`, so that rooms beside this one may use them;
``interviewkit.endpoints.opening.open_endpoint`` gives an endpoint as ``[coding.llm]`` wants it.
"""

from interviewkit.model.prompt import ERROR as ERROR
from interviewkit.model.prompt import LENGTH as LENGTH
from interviewkit.model.prompt import REFUSAL as REFUSAL
from interviewkit.model.prompt import STOP as STOP
from interviewkit.model.prompt import Answer as Answer
from interviewkit.model.prompt import Endpoint as Endpoint
from interviewkit.model.prompt import Prompt as Prompt
