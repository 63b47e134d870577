"""The advisory locks of a node's base: their numbers, what each keeps apart, and who takes which before which.

Held through long work, never waited for: ARBITRO, CORTE. Waited for, each for one transaction: MIGRACION, with no
other; ORDEN, then the acta of each fact that the order enters (a cut takes it at its end, under CORTE); the station,
then the operator who claim work. Only ever tried: DORMIDO, by a fact that already has its acta, and TABLERO, by what
the board shows. So no two wait for each other.

Acta, station and operator are not here: the base takes them by the hash of "acta:…", "estacion:…", "operador:…". The
numbers that its functions take are compared with these by tests/store/test_listas.py.
"""

MIGRACION = 7_260_001  # two programs never migrate one base at once
ARBITRO = 0x50524550  # one árbitro per node
DORMIDO = 0x50524551  # the árbitro sleeps: only then does a fact send a notice (10_disparadores.sql)
TABLERO = 0x5041454C  # shared, a board waits for a notice: only then is one sent (15_tablero.sql)
CORTE = 0x434F5254  # one cut per base
ORDEN = 0x4D414E44  # one order of the centre at a time: what it checked must still be so when it inserts
