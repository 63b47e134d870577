"""Rows of what is no fact, or no captura of anybody's, delivered by a station or put in a node's own table."""

from dataclasses import replace

from prep.domain.hechos.hechos import Acopio, Captura
from tests.ataques.ciudad import Crudo, entregar_por
from tests.ataques.tabla.campo import Campo
from tests.ataques.tabla.fila import Fila, Intento, Quien
from tests.ataques.vivo import BASURA
from tests.central.arbitro.escena import CAMPOS
from tests.espera import hasta
from tests.store.ejemplos import acta

E, P, N = Quien.ESTACION, Quien.PERSONA, Quien.NODO
HOSTIL = acta(499).clave
ACOPIO = '{"mecanismo":"D","sitio":"01"}'
INCIDENCIA = Crudo("INCIDENCIA", HOSTIL, '{"codigo":"x","texto":"x"}')
ULTIMO = "9999-12-31T23:59:59.999999+00:00"
APARTADO = "PR005, apartado"


def por_los_dos(crudo: Crudo, persona: int = 0) -> Intento:
    return lambda campo: campo.los_dos(crudo, persona)


def solo(crudo: Crudo, persona: int = 0) -> Intento:
    """By a station."""
    return lambda campo: campo.entregar(replace(crudo, id=Crudo("", "", "").id), persona)


def aparta(crudo: Crudo, persona: int = 0) -> Intento:
    """By a station: it is kept as evidence, and counts for nothing."""

    def intento(campo: Campo) -> str:
        nuevo = replace(crudo, id=Crudo("", "", "").id)
        firmado = campo.viva.firmado(persona, nuevo) if persona else nuevo
        dicho = campo.viva.entregar(firmado)
        consulta = "SELECT count(*) FROM prep.cuarentena WHERE hecho = %s"
        hasta(lambda: campo.catd.base.dueno(consulta, firmado.id) == [(1,)], "su árbitro lo aparta", 10)
        return f"{dicho}, en cuarentena"

    return intento


def puesto(crudo: Crudo, persona: int = 0) -> Intento:
    """In the node's own table."""
    return lambda campo: campo.apartado(crudo, persona)


def captura(clave: str, valores: str, ronda: int = 1, huella: str = "") -> Crudo:
    cabeza = f'"documento":"ACTA PREP","identificacion":"{clave}","imagen":"{huella}"'
    cuerpo = f'{{{cabeza},"ronda":{ronda},"valores":[{valores}]}}'
    return Crudo("CAPTURA", clave, cuerpo)


def quemar(campo: Campo) -> str:
    """#7: capturas of everybody that nobody made; two honest people then capture that acta."""
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        huella = nodo.digitalizar(clave)
        nodo.quemar(clave, huella)
        nodo.sigue_viva(clave, digitalizada=True)
    return "la capturan otros"


def quemar_de_otro_sitio(campo: Campo) -> str:
    """#8: from CATD 01, of an acta of CATD 02, in the name of those who work there."""
    clave = campo.victima("02")
    for n in range(1, 5):
        for ronda in (1, 2):
            mala = replace(captura(clave, "9," * 10 + "9", ronda), operador=f"op-02-{n}", estacion=f"est-02-{n}")
            campo.viva.meter(mala)
    escena = campo.viva.escenas["02"]
    for quien in ("02-3", "02-4"):
        campo.llego(escena.hacer(quien, clave, Captura(1, "", (7,) * CAMPOS, "ACTA PREP", clave)))
    return "la capturan los suyos" if _cuentan(campo, clave) == 2 else "NO CUENTAN"


def _cuentan(campo: Campo, clave: str) -> int:
    consulta = (
        "SELECT count(*) FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id WHERE h.acta = %s AND h.nodo = 'CATD02'"
    )
    return int(campo.centro.base.dueno(consulta, clave)[0][0])


def ocupar_id(campo: Campo) -> str:
    """#21: an id seen on the wire, delivered first by another station."""
    clave = campo.victima()
    suyo = campo.catd.firmar(1, clave, Acopio("01", "D"))
    falso = replace(suyo, cuerpo=suyo.cuerpo.replace('"D"', '"F"'), firma=BASURA)
    with campo.nodo_vivo() as nodo:
        nodo.estacion(2).entregar(falso)
        dicho = nodo.estacion(1).entregar(suyo)
        hasta(lambda: nodo.etapa(clave) == "ACOPIADA", "el bueno se pliega", 10)
    return dicho


def rivales(crudo: Crudo) -> Intento:
    def intento(campo: Campo) -> str:
        """#28: one id with another content, again and again: one alarm that counts."""
        primero = replace(campo.viva.firmado(2, crudo), id=Crudo("", "", "").id)
        primero = campo.viva.firmado(2, replace(crudo, id=primero.id))
        campo.viva.entregar(primero)
        hasta(lambda: campo.catd.base.dueno("SELECT 1 FROM prep.cadena WHERE hecho = %s", primero.id) != [], "se mira")
        dichos = {campo.viva.entregar(replace(primero, cuerpo=f'{{"codigo":"x","texto":"{n}"}}')) for n in range(100)}
        consulta = "SELECT count(*) FROM prep.alarma WHERE codigo = 'ENTREGA_CONFLICTO' AND causa = 'est-01-2'"
        return f"{'/'.join(sorted(dichos))}, {campo.catd.base.dueno(consulta)[0][0]} alarma"

    return intento


def infladas(campo: Campo) -> str:
    """#20: two who agree, in numbers of 4,300 digits: none is verified, and the cuts go on."""
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        huella = nodo.digitalizar(clave)
    mala = captura(clave, ",".join(["9" * 4_300] * CAMPOS), huella=huella)
    for persona in (5, 6):
        campo.entregar(replace(mala, id=Crudo("", "", "").id), persona)
    hasta(lambda: campo.etapa(clave) == "DIGITALIZADA", "llega al centro", 20)
    return "no se verifica"


def de_otro_siglo(campo: Campo) -> str:
    """#23: capturas of two people dated 1999 and 2090 go in, flagged: a wrong clock refuses nobody's work (R-10)."""
    return ", ".join(
        solo(replace(INCIDENCIA, momento=f"{anio}-01-01T00:00:00+00:00"), 5)(campo) for anio in (1999, 2090)
    )


def hablar_por_otros(campo: Campo) -> str:
    """#39: its publication widened, rows that say that they come from another node, and from the centre."""
    campo.como_admin("ALTER PUBLICATION hechos SET TABLE prep.hecho")
    try:
        return "; ".join(campo.apartado(replace(INCIDENCIA, nodo=nodo), 5, aqui=False) for nodo in ("CATD02", "CENTRO"))
    finally:
        campo.como_admin("ALTER PUBLICATION hechos SET TABLE prep.hecho WHERE (nodo = 'CATD01')")


def inundar(campo: Campo) -> str:
    """Of one acta, as fast as they go in."""
    clave = campo.victima()
    with campo.hostil(estacion="est-01-5") as conexion:
        dichos = {
            entregar_por(conexion, campo.viva.firmado(5, replace(INCIDENCIA, acta=clave, id=Crudo("", "", "").id)))
            for _ in range(300)
        }
    return "/".join(sorted(dichos))


FILAS = [
    Fila(
        "1",
        E,
        "fecha del año 20000 o de antes de Cristo",
        f"{APARTADO}; {APARTADO}",
        lambda c: "; ".join(c.los_dos(replace(INCIDENCIA, momento=m)) for m in ("20000-01-01", "0044-03-15 BC")),
    ),
    Fila(
        "2",
        E,
        "acta «…-²»: dígito que no es número",
        APARTADO,
        por_los_dos(Crudo("ACOPIO", "FC-GUB-001-0006-B01-00-A02-²", ACOPIO)),
    ),
    Fila(
        "3",
        P,
        "texto con media pareja UTF-16, firmado",
        APARTADO,
        por_los_dos(Crudo("ACOPIO", HOSTIL, '{"mecanismo":"D","sitio":"\\ud800"}'), 1),
    ),
    Fila(
        "4",
        P,
        "texto con el carácter nulo, firmado",
        APARTADO,
        por_los_dos(Crudo("ACOPIO", HOSTIL, '{"mecanismo":"\\u0000","sitio":"01"}'), 1),
    ),
    Fila(
        "5",
        P,
        "último instante de 9999 con desfase máximo, firmado",
        APARTADO,
        por_los_dos(Crudo("ACOPIO", HOSTIL, ACOPIO, ULTIMO, desfase_ms=2**31 - 1), 1),
    ),
    Fila("6", E, "IMAGEN cuyo cuerpo no es JSON", APARTADO, por_los_dos(Crudo("IMAGEN", HOSTIL, "no es JSON"))),
    Fila("7", E, "capturas con firma falsa a nombre de todos, en cada ronda", "la capturan otros", quemar),
    Fila("8", N, "las mismas, de un acta de otro CATD, por la réplica", "la capturan los suyos", quemar_de_otro_sitio),
    Fila("20", P, "dos coludidos capturan números de 4,300 dígitos", "no se verifica", infladas),
    Fila("21", E, "entregar antes que su dueño un hecho que vio pasar", "nuevo", ocupar_id),
    Fila("23", P, "hechos fechados en 1999 y en 2090", "nuevo, nuevo", de_otro_siglo),
    Fila("28", E, "mismo id con otro contenido, cien veces", "conflicto, 1 alarma", rivales(INCIDENCIA)),
    Fila(
        "37", N, "momento «infinity» por la réplica", APARTADO, por_los_dos(Crudo("ACOPIO", HOSTIL, ACOPIO, "infinity"))
    ),
    Fila(
        "38",
        N,
        "cuerpo de 30 MB por la réplica",
        "PR003, apartado",
        por_los_dos(Crudo("ACOPIO", HOSTIL, '{"mecanismo":"' + "x" * 30_000_000 + '","sitio":"01"}')),
    ),
    Fila("39", N, "renglones que dicen venir de otro nodo o del centro", "apartado; apartado", hablar_por_otros),
    Fila(
        "42",
        N,
        "recibido en 1999 y número de orden −5",
        "apartado",
        puesto(Crudo("ACOPIO", HOSTIL, ACOPIO, recibido="1999-01-01", sec=-5)),
    ),
    # Of our own, from here on.
    Fila(
        "101",
        E,
        "entregar a nombre de quien es de otro sitio",
        "nuevo, en cuarentena",
        aparta(replace(INCIDENCIA, operador="op-02-1")),
    ),
    Fila("102", E, "un hecho de otro proceso", "PR001", solo(replace(INCIDENCIA, proceso="otro-1"))),
    Fila("103", E, "un hecho con la fuente del centro", "PR005", solo(replace(INCIDENCIA, fuente="CENTRO"))),
    Fila(
        "104",
        P,
        "una fase, firmada por una persona de CATD",
        "PR005",
        solo(Crudo("FASE", "", '{"cuentas":[],"fase":"CERRAR"}'), 5),
    ),
    Fila(
        "105",
        E,
        "un cuerpo de más de 64 KiB",
        "PR003",
        solo(replace(INCIDENCIA, cuerpo='{"codigo":"x","texto":"' + "x" * 66_000 + '"}')),
    ),
    Fila(
        "106",
        E,
        "JSON de mil niveles",
        "PR005",
        solo(replace(INCIDENCIA, cuerpo='{"codigo":' + "[" * 1_000 + "]" * 1_000 + ',"texto":"x"}')),
    ),
    Fila("107", E, "una firma de 63 bytes", "PR005", solo(replace(INCIDENCIA, firma=b"x" * 63))),
    Fila(
        "108",
        E,
        "clave de acta con una secuencia de la terminal",
        "PR005",
        solo(replace(INCIDENCIA, acta="FC-GUB-\x1b[2J")),
    ),
    Fila(
        "109",
        E,
        "un acta que el catálogo no tiene",
        "PR005",
        solo(replace(INCIDENCIA, acta="GUB-999-9999-B01-0-A02-1")),
    ),
    Fila(
        "110",
        P,
        "captura con cuatrocientos campos",
        "nuevo, en cuarentena",
        aparta(captura(HOSTIL, "1," * 400 + "1"), 5),
    ),
    Fila(
        "111",
        P,
        "documento escrito de derecha a izquierda",
        "nuevo",
        solo(Crudo("CAPTURA", HOSTIL, captura(HOSTIL, "1," * 10 + "1").cuerpo.replace("ACTA PREP", "\\u202eACTA")), 5),
    ),
    Fila("112", P, "trescientos incidentes seguidos de una persona sobre un acta", "PR003/nuevo", inundar),
    Fila(
        "113",
        N,
        "imagen prometida por un hecho y que nunca se manda",
        "nuevo",
        solo(Crudo("IMAGEN", HOSTIL, '{"cuenta":"","huella":"' + "ab" * 32 + '","medio":"ESCANER","sitio":"01"}'), 5),
    ),
    Fila("114", N, "cien hechos con el mismo número de orden", "apartado", puesto(replace(INCIDENCIA, sec=2**63 - 1))),
]
