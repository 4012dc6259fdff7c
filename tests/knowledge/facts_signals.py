"""What the fact list says of each signal: number, level, kind, category, forms, and who can see it.

The list itself is no part of the project; this table was taken from it and holds the data to it.
"""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    level: str
    kind: str
    category: int
    forms: frozenset[str]
    observers: frozenset[str]


TABLE = """
S001 general indicator 1 mh,jo parent,teacher,youthworker,friend
S002 general indicator 1 mh,jo parent,teacher,youthworker
S003 general indicator 1 mh,jo,sx,ol parent,teacher,youthworker,health,friend
S004 strong harm 1 mh,jo parent,teacher,youthworker,health,friend
S005 possible indicator 1 mh,jo,ol parent,teacher,health,friend
S006 possible indicator 1 mh,jo,sx,sf,ol parent,teacher,health,friend,self
S007 possible indicator 1 mh parent,teacher,health,friend
S008 possible indicator 1 mh,jo,gr parent,teacher,youthworker,friend
S009 possible indicator 1 mh,jo parent,teacher,youthworker,friend
S010 general indicator 1 mh,gr parent,teacher
S011 strong indicator 1 mh,jo hotel,health,youthworker,public
S012 general indicator 1 mh,jo hotel,public
S013 general indicator 2 mh,jo,gr,sx,ol parent,teacher,youthworker,health,friend,self
S014 possible indicator 2 sx,sf,gr,mh,jo parent,friend,self,health
S015 general indicator 2 mh,jo,gr parent,teacher,youthworker,friend
S016 general indicator 2 mh,jo,sx,sf,ol parent,teacher,health,friend,self
S017 acute harm 2 sx,sf,mh,jo,ol parent,teacher,youthworker,health,friend,self
S018 general indicator 2 mh,jo,gr,sx parent,teacher,friend
S019 general indicator 2 mh,jo parent,teacher,health
S020 possible indicator 2 mh,jo,ol youthworker,health,friend,self
S021 possible indicator 2 mh,gr,jo parent,friend,youthworker,self
S022 possible indicator 2 mh,jo,gr youthworker,health,parent
S023 general indicator 3 mh,jo,gr,sx teacher,parent
S024 general indicator 3 mh,jo,sx,sf teacher,parent
S025 general indicator 3 mh,jo,sx,sf,gr teacher,parent
S026 general indicator 3 mh,jo teacher,parent,friend
S027 possible indicator 3 mh,jo,gr parent,youthworker,friend
S028 strong indicator 3 mh,jo parent,youthworker
S029 acute harm 3 mh,jo,gr,ol parent,youthworker,teacher,friend
S030 general indicator 3 mh,jo parent,youthworker
S031 general indicator 3 mh,jo,ol,gr parent,health
S032 general indicator 3 mh,jo,sx parent,health
S033 possible indicator 3 mh,jo parent,teacher,youthworker,friend
S034 possible indicator 3 mh,sf,jo parent,youthworker,friend,self
S035 strong indicator 3 mh parent,youthworker,teacher,self
S036 strong indicator 3 sf parent,friend,self
S037 general indicator 3 mh,jo parent,teacher,youthworker,health
S038 possible indicator 3 mh,jo parent,teacher,friend
S039 general indicator 3 gr,sx,sf,mh,ol parent,teacher
S040 strong indicator 3 mh,jo,gr parent,teacher,friend,health,self
S041 possible indicator 3 sx,sf,gr,ol parent,teacher,friend,self
S042 general indicator 3 gr,sx,sf,ol parent
S043 possible indicator 3 gr,ol,sx parent,friend
S044 possible indicator 3 gr,ol parent
S045 possible indicator 3 mh,jo parent,teacher,public,friend
S046 possible indicator 3 mh,jo teacher,friend,public
S047 strong indicator 3 mh,jo parent,youthworker,hotel,public
S048 strong indicator 3 mh,jo youthworker,health,self,friend
S049 general indicator 3 mh,jo,gr parent,teacher,youthworker
S050 general indicator 3 mh,jo,gr,sx,sf,ol parent,teacher,friend
S051 possible indicator 3 jo,mh parent,teacher,youthworker
S052 possible indicator 3 mh,jo,sx,ol parent,teacher,friend,health
S053 possible indicator 3 mh,jo teacher,parent,youthworker,public
S054 strong indicator 3 ol parent,friend,health
S055 acute harm 3 mh,jo,gr,ol parent,youthworker,friend,self,public,hotel
S056 acute harm 3 mh,jo parent,friend,health,hotel,public
S057 possible indicator 4 gr,mh,jo,ol parent,teacher,health
S058 possible indicator 4 mh,jo parent,teacher,health
S059 general indicator 4 mh,jo,gr parent,teacher
S060 general indicator 4 mh,jo,gr youthworker,health,parent
S061 strong harm 4 mh,gr,jo friend,self,health,youthworker
S062 strong harm 4 mh,jo friend,self,health,youthworker
S063 strong harm 4 sx,sf,mh,jo self,friend,parent,teacher
S064 strong harm 4 sx,mh,ol self,friend,teacher,parent
S065 strong harm 4 sx,sf,ol self,friend,parent
S066 strong harm 4 mh,jo,ol friend,teacher,youthworker,parent,public
S067 possible indicator 4 ol,jo,mh friend,self,teacher
S068 general indicator 5 mh,jo,gr parent,teacher,friend
S069 possible indicator 5 mh,gr,jo parent,teacher,friend,health
S070 strong harm 5 mh,jo parent,teacher,friend,health,self
S071 possible indicator 5 mh,jo,gr parent,friend,teacher
S072 possible indicator 5 mh,gr parent,friend
S073 general indicator 5 mh,gr parent,friend
S074 strong indicator 5 mh,jo,sx,ol parent,friend,teacher,health,self
S075 strong harm 5 mh,jo,sx,sf self,friend,parent,youthworker
S076 strong indicator 5 mh,jo health,hotel,teacher,youthworker
S077 general indicator 5 mh,jo teacher,health,youthworker
S078 possible indicator 5 mh,jo,gr,sx,ol friend,teacher,health,parent
S079 strong indicator 5 mh teacher,friend,youthworker
S080 general indicator 5 mh teacher,public,youthworker
S081 strong harm 5 mh,jo,ol health,teacher,self,friend,youthworker
S082 possible indicator 5 mh,jo hotel,youthworker,health
S083 possible indicator 5 gr,mh,ol self,parent,friend
S084 possible indicator 5 gr,ol self,parent
S085 strong harm 5 gr,mh,ol self,parent,friend
S086 possible indicator 5 gr,sx,sf,ol self,parent,friend
S087 strong harm 5 gr self,parent
S088 possible indicator 5 gr,sx,sf self,parent,friend
S089 strong harm 5 gr,sx,sf,mh,jo self,parent,friend
S090 strong harm 5 gr self,parent
S091 strong harm 5 gr,mh,jo self,parent,friend
S092 strong indicator 5 gr,mh self,parent,friend
S093 possible indicator 5 mh,jo,ol,gr self,parent,friend,teacher
S094 possible indicator 5 gr,sf,sx self,parent,friend
S095 strong indicator 5 gr,mh,ol self,parent,friend
S096 possible indicator 5 gr,mh,sx self,friend
S097 possible indicator 5 gr,mh,ol self,parent
S098 strong indicator 5 sf,sx self,parent,friend
S099 strong harm 5 sf,sx self,parent,friend
S100 strong harm 5 sf self,parent,friend
S101 strong harm 5 sx,mh,ol self,parent,friend
S102 strong harm 5 sx,mh self,friend
S103 acute harm 5 ol self,parent,friend,teacher
S104 strong harm 5 gr self,parent
S105 possible indicator 5 jo,sx self,friend,youthworker
S106 general indicator 3 mh,jo hotel
S107 possible indicator 3 mh,jo hotel
S108 general indicator 3 mh,jo hotel
S109 possible indicator 5 mh,jo hotel
S110 possible indicator 3 mh,jo,gr hotel
S111 general indicator 3 mh,jo hotel
S112 general indicator 5 mh,jo hotel
S113 general indicator 6 mh,jo,sx,sf parent,teacher,health
S114 general indicator 6 mh,jo,sx parent,health,friend
S115 possible indicator 6 mh,jo health,parent
S116 possible indicator 6 mh health,parent,teacher
S117 possible indicator 6 jo,mh health
S118 acute harm 6 mh,jo,sx,ol health,parent,friend
S119 possible indicator 6 mh,jo,gr,sx health,parent,teacher
S120 acute harm 6 mh,jo,gr health,parent,friend,self
"""


def _read(line: str) -> tuple[str, Fact]:
    number, level, kind, category, forms, observers = line.split()
    seen = frozenset(observers.split(","))
    return number, Fact(level, kind, int(category), frozenset(forms.split(",")), seen)


FACTS = dict(_read(line) for line in TABLE.strip().splitlines())
