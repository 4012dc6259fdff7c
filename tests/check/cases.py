"""Worked cases: who noticed what, how they know it, and what has to come out.

One case a line: name | who | what was noticed | outcome | first calls in full | forms, where they are
checked. Signals go by their number in the fact list; after `=` stands what makes one urgent. Every line
of the outcome table (docs/decisions/0003) stands here with what just misses it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from inbeeld.check import Circumstance, Home, Known, Observation, Observer
from inbeeld.knowledge import Country
from tests.check.catalogue import observation

FORMS = {  # as they are called here, and their ids
    "another": "exploitation-by-another",
    "grooming": "grooming",
    "sextortion": "sextortion",
    "money": "financial-sextortion",
    "coercion": "online-coercion",
}


@dataclass(frozen=True)
class Case:
    """One worked case, read from its line."""

    name: str
    observer: Observer
    observations: tuple[Observation, ...]
    outcome: str
    calls: tuple[str, ...]
    forms: frozenset[str] | None
    home: Home
    country: Country
    night: bool


def read(line: str) -> Case:
    """A case from its line."""
    name, who, noticed, outcome, calls, *rest = (part.strip() for part in line.split("|"))
    observer, *more = who.split()
    return Case(
        name=name,
        observer=Observer(observer),
        observations=tuple(_noticed(noticed)),
        outcome=outcome,
        calls=() if calls == "-" else tuple(calls.split()),
        forms=frozenset(FORMS[one] for one in rest[0].split() if one != "none") if rest else None,
        home=Home.YES if "home-yes" in more else Home.UNKNOWN,
        country=Country.BE if "BE" in more else Country.NL,
        night="night" in more,
    )


def _noticed(text: str) -> list[Observation]:
    found, known = [], Known.SEEN
    for word in text.split():
        if word in list(Known):
            known = Known(word)
        elif word != "nothing":
            fact, _, when = word.partition("=")
            found.append(
                observation(fact, known, *map(Circumstance, filter(None, when.split(","))))
            )
    return found


GENERAL = """
nothing noticed | teacher | nothing | talk | - | none
one general | teacher | seen S003 | talk | - | none
two general in two categories | teacher | seen S003 S023 | talk | -
three general in one category | teacher | seen S023 S024 S025 | talk | -
seven general in one category | teacher | seen S023 S024 S025 S026 S030 S032 S037 | talk | -
three general in two categories | teacher | seen S023 S024 S003 | ask | - | none
three general in three categories | teacher | told S003 S016 S023 | ask | -
ten general, six categories | parent | seen S001 S003 S013 S016 S023 S050 S059 S068 S113 S114 | ask | -
one general told three times | teacher | seen S023 told S023 thought S023 | talk | -
two general, one of them known twice | teacher | seen S023 S003 told S003 | talk | -
three general, one only thought | teacher | seen S023 S003 thought S016 | talk | -
ten general, only thought | parent | thought S001 S003 S013 S016 S023 S050 S059 S068 S113 S114 | talk | -
general ones thought first and then told | teacher | told S023 S003 S016 thought S023 S016 | ask | -
"""

POSSIBLE = """
one possible | teacher | seen S008 | ask | - | another grooming
one possible, told | teacher | told S033 | ask | -
one possible, only thought | teacher | thought S008 | talk | -
two possible in two categories | teacher | seen S008 S027 | ask | -
two possible and eight general | parent | seen S008 S027 S001 S003 S013 S016 S023 S050 S059 S068 | ask | -
three possible in one category | teacher | seen S027 S033 S034 | ask | -
five possible in one category | parent | seen S027 S033 S034 S043 S045 | ask | -
three possible in two categories | teacher | seen S027 S033 S008 | consult | veilig-thuis
three possible in three categories, told | teacher | told S008 S020 S027 | consult | veilig-thuis
three possible, one only thought | teacher | seen S008 S027 thought S020 | ask | -
three possible, all only thought, in two categories | teacher | thought S008 S020 S027 | ask | -
three possible, all only thought, in one category | teacher | thought S027 S033 S034 | talk | -
two general and a possible that is only thought | teacher | seen S023 S003 thought S008 | ask | -
the same three in one category | teacher | seen S023 S024 thought S027 | talk | -
one possible known three times | teacher | seen S008 told S008 thought S008 | ask | -
"""

STRONG = """
one strong indicator | teacher | seen S040 | consult | veilig-thuis
one strong indicator, told | youthworker | told S028 | consult | veilig-thuis
one strong indicator, only thought | teacher | thought S040 | ask | - | another grooming
one strong, thought first and then told | teacher | told S040 thought S040 | consult | veilig-thuis
two strong, only thought | teacher | thought S040 S074 | ask | -
three strong in two categories, only thought | teacher | thought S040 S047 S074 | consult | veilig-thuis
three strong in one category, only thought | teacher | thought S035 S040 S047 | ask | -
two possible, a strong one only thought | teacher | seen S008 S027 thought S074 | consult | veilig-thuis
the same in one category | teacher | seen S027 S033 thought S040 | ask | -
one piece of the harm | parent | seen S085 | consult | veilig-thuis | grooming another coercion
one piece of the harm, only thought | parent | thought S085 | ask | -
injuries without a story | health | seen S004 | consult | veilig-thuis
an advert | public | seen S066 | consult | police
images passed round | teacher | told S064 | consult | helpwanted
no papers, money or phone of their own, in a hotel | hotel | seen S011 | consult | veilig-thuis
many short visits and a watched door | hotel | seen S107 S109 | ask | -
in a hotel, three possible in two categories | hotel | seen S107 S110 S109 | consult | veilig-thuis
a strong signal of other observers counts too | hotel | seen S087 | consult | veilig-thuis
the young person by evening | self | seen S062 | consult | kindertelefoon
the young person by night | self night | seen S062 | consult | veilig-thuis
a friend by night | friend night | told S061 | consult | veilig-thuis
in Belgium | teacher BE | seen S040 | consult | line-1712
images passed round in Belgium | teacher BE | seen S064 | consult | child-focus
a friend in Belgium, by night | friend BE night | told S061 | consult | child-focus
someone at home profits | teacher | told S081 | consult | veilig-thuis
someone at home profits, only thought | teacher | thought S081 | ask | -
home involved changes no outcome | teacher home-yes | seen S003 | talk | -
a boy exploited is exploitation by another | health | seen S117 | ask | - | another
a demand for money points to one form | parent | seen S100 | consult | helpwanted | money
"""

ACUTE = """
does not want to live | teacher | seen S017 | act | 113 alarm-112
does not want to live, only thought | teacher | thought S017 | act | 113 alarm-112
missing now | parent | told S029 | act | alarm-112
cannot leave now | friend | seen S055 | act | alarm-112
cannot leave now, only thought | friend | thought S055 | act | alarm-112
drowsy among untrusted people | hotel | seen S056 | act | alarm-112
orders to hurt | self | told S103 | act | alarm-112
taken too much | health | seen S118 | act | alarm-112
violence in the last seven days | health | told S120 | act | csg
violence in the last seven days, only thought | teacher | thought S120 | act | csg
cannot leave and does not want to live | teacher | seen S017 S055 | act | alarm-112 113
violence and does not want to live | teacher | seen S120 S017 | act | 113 alarm-112 csg
violence and missing | teacher | seen S120 S029 | act | alarm-112 csg
a strong signal beside it adds no first call | teacher | seen S120 S081 S066 | act | csg
does not want to live, in Belgium | teacher BE | seen S017 | act | 113 alarm-112
self-harm is not acute on its own | parent | seen S006 | ask | -
sees no way out is not acute on its own | friend | seen S020 | ask | -
missing and back again is not missing now | parent | seen S028 | consult | veilig-thuis
"""

THREATS = """
a threat without a demand | self | seen S063 | consult | helpwanted
two threats without a demand | self | seen S063 S065 | consult | helpwanted
a demand without a threat | self | seen S102 | consult | police
two demands without a threat | self | seen S100 S101 | consult | helpwanted
a threat with a demand only thought | parent | seen S063 thought S100 | consult | helpwanted police
a threat only thought with a demand | parent | told S100 thought S065 | consult | helpwanted police
another threat with a demand only thought | friend | seen S075 thought S101 | consult | police helpwanted
both halves only thought | parent | thought S063 S100 | consult | helpwanted police
a demand, a threat thought, one told | friend | seen S101 told S065 thought S063 | act | helpwanted police
a threat to out with a demand | friend | seen S105 S101 | act | helpwanted police
a threat to out without a demand | friend | seen S105 | ask | -
a threatening tone with a demand | friend | seen S098 S100 | act | helpwanted police
a threat with images for today | self | seen S063=today | consult | helpwanted
a threat with images for tomorrow | self | seen S063=tomorrow | consult | helpwanted
a threat and a sudden need of gift cards | parent | seen S063 S036 | consult | helpwanted
a threat with a secret meeting | friend | seen S063 S091 | act | helpwanted police
a threat with a demand in Belgium | parent BE | seen S063 S100 | act | child-focus police
a threat with a demand while missing | parent | seen S063 S100 S029 | act | alarm-112 helpwanted police
"""

URGENT = """
a threat | friend | told S075 | consult | police
a threat for now | friend | told S075=now | act | alarm-112 police
secrecy amid talk that sounds pressing | parent | seen S085=pressing | act | helpwanted police
a threat near home | self | told S075=near-home | act | alarm-112 police
a threat for now, only thought | friend | thought S075=now | act | alarm-112 police
a threat for tomorrow | friend | told S075=tomorrow | consult | police
a threat with images for now | friend | told S063=now | act | helpwanted police
a meeting | parent | seen S091 | consult | veilig-thuis
a meeting today | parent | seen S091=today | act | alarm-112 police
a meeting tomorrow | parent | seen S091=tomorrow | act | police alarm-112
a meeting today and tomorrow | parent | seen S091=today,tomorrow | act | alarm-112 police
a meeting today, only thought | parent | thought S091=today | act | alarm-112 police
a meeting, only thought | parent | thought S091 | ask | -
a meeting that is now, near home | parent | seen S091=now,near-home | consult | veilig-thuis
a ride or a room | parent | seen S092 | consult | veilig-thuis
a ride or a room today | friend | told S092=today | act | alarm-112 police
a ride or a room tomorrow | friend | thought S092=tomorrow | act | police alarm-112
something general today | teacher | seen S023=today,now | talk | -
"""

EACH_THREAT_WITH_EACH_DEMAND = "\n".join(
    f"{threat} with {demand} | friend | seen {threat} told {demand} | act | helpwanted police"
    for threat, demand in itertools.product(
        ["S063", "S065", "S075", "S099"], ["S100", "S101", "S102"]
    )
)

TABLES = (GENERAL, POSSIBLE, STRONG, ACUTE, THREATS, EACH_THREAT_WITH_EACH_DEMAND, URGENT)
CASES = [read(line) for table in TABLES for line in table.strip().splitlines()]
