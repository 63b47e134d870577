"""No commit without its failpoints: a process can be killed before and after each one (`make caidas`)."""

import re
from collections import Counter
from pathlib import Path

from tests.architecture.arbol import ninguna
from tests.caidas.puntos import FUNCIONES, RAIZ, VIGILADOS, escriben, leer, todos

AUTOMATICAS = {  # each statement of a connection in autocommit is a commit of its own; these modules know it
    "prep/services/nodo/conexion.py",  # only `confirmar` writes, and the functions it calls are seen below
    "prep/store/spool/esquema.py",  # every write is between BEGIN and COMMIT
    "central/nodo/preparar.py",  # the roles and the base, which a second preparation makes again
}
DESNUDOS = {
    "Path": "nueva.replace(ruta)",
    "os": "import os\nos.replace(a, b)",
    "rename": "for a in b:\n    a.rename(c)",
    "sqlite": "conexion.execute('COMMIT')",
    "commit": "punto('x.antes')\nconn.commit()",
    "otro nombre": "punto('x.antes')\nconn.commit()\npunto('y.despues')",
    "después, no antes": "conn.commit()\npunto('x.antes')\npunto('x.despues')",
    "begin": "with motor.begin() as conn:\n    conn.execute(a)\npunto('x.despues')",
    "transaction": "with conn.transaction():\n    punto('x.antes')\n    conn.execute(a)\npunto('x.despues')",
    "psycopg": "with psycopg.connect(dsn) as conn:\n    conn.execute(a)",
    "conexión": "with self._conexion:\n    pass",
    "script": "c.executescript(sql)",
    "dentro de otra cosa": "def f():\n    return [c.commit() for c in d]",
    "función que escribe": "self.consultar('SELECT estacion_v1.entregar(%s)', h)",
    "por su nombre": "A = 'SELECT estacion_v1.devolver(%s)'\nself.consultar(A, h)",
    "no se sabe": "def f(sql):\n    return self.consultar(sql)",
}
BIEN = {
    "texto": "a.replace('x', 'y')",
    "hora": "a.replace(microsecond=0)",
    "lectura": "self.consultar('SELECT estacion_v1.catalogo()')",
    "autocommit": "with psycopg.connect(dsn, autocommit=True) as conn:\n    pass",
    "con puntos": "with motor.begin() as conn:\n    a()\n    punto('x.antes')\npunto('x.despues')",
    "con nombre": "def f(que):\n    punto(f'{que}.antes')\n    c.execute('COMMIT')\n    punto(f'{que}.despues')",
}


def _relativa(ruta: Path) -> str:
    return ruta.relative_to(RAIZ).as_posix()


def test_todo_commit_tiene_un_punto_antes_y_otro_despues() -> None:
    ninguna(falta for r in VIGILADOS for falta in leer(r.read_text(encoding="utf-8"), _relativa(r), escriben()).faltas)


def test_cada_nombre_esta_en_un_commit_y_hay_al_menos_veinticinco_puntos() -> None:
    nombres = [n for ruta in VIGILADOS for n in leer(ruta.read_text(encoding="utf-8"), "", escriben()).puntos]
    assert [n for n, veces in Counter(nombres).items() if veces > 1] == []
    de_prep = [punto for punto, donde in todos().items() if donde.startswith("prep/")]
    assert len(de_prep) >= 25


def test_las_conexiones_en_autocommit_estan_donde_se_sabe() -> None:
    marcas = ("autocommit=True", "isolation_level=None", "AUTOCOMMIT")
    hay = {_relativa(r) for r in VIGILADOS if any(m in r.read_text(encoding="utf-8") for m in marcas)}
    assert hay == AUTOMATICAS


def test_ninguna_funcion_de_la_base_hace_commit_por_si_sola() -> None:
    for archivo in FUNCIONES.glob("*.sql"):
        assert not re.search(r"\b(COMMIT|ROLLBACK)\s*;", archivo.read_text(encoding="utf-8")), archivo.name


def test_las_funciones_que_escriben_se_conocen_por_su_propio_texto() -> None:
    reclaman = {"reclamar_captura", "reclamar_acta", "reclamar_mesa", "reclamar_caso", "reclamar_cotejo"}
    prueban = {"pedir_reto", "abrir_sesion", "cerrar_sesion"}
    assert escriben() == {"entregar", "entregar_imagen", "renovar", "devolver", "sellar"} | reclaman | prueban


def test_un_commit_sin_sus_puntos_se_ve() -> None:
    ninguna(que for que, fuente in DESNUDOS.items() if len(leer(fuente, "x", escriben()).faltas) != 1)


def test_lo_que_no_es_commit_o_tiene_sus_puntos_se_deja_pasar() -> None:
    ninguna(f"{que}: {falta}" for que, fuente in BIEN.items() for falta in leer(fuente, "x", escriben()).faltas)
