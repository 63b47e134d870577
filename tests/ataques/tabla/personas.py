"""Rows of what one person, or two who agree, sign with their own keys: of another site, and of their own."""

import hashlib
from dataclasses import replace

from prep.domain.hechos.hechos import (
    AccionDeMesa,
    Acopio,
    Anulacion,
    Captura,
    Cotejo,
    Datos,
    Dictamen,
    Imagen,
    MotivoSinActa,
    Propuesta,
    Respuesta,
    SinActa,
)
from prep.domain.hechos.propuestas import contestar, proponer
from prep.domain.hechos.texto import cuerpo_a_texto
from tests.ataques.tabla.campo import INTACTA, Campo
from tests.ataques.tabla.fila import Fila, Intento, Quien, con_pruebas
from tests.central.arbitro.escena import CAMPOS

P = Quien.PERSONA


def dos_de_otro_sitio(campo: Campo) -> str:
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        huella = nodo.digitalizar(clave)
    campo.capturas(clave, huella, "02-1", "02-2")
    return campo.etapa(clave)


def dos_del_sitio_sin_turno(campo: Campo) -> str:
    clave = campo.victima()
    with campo.nodo_vivo() as nodo:
        huella = nodo.digitalizar(clave)
    for n in ("01-5", "01-6"):
        firmado = campo.catd.firmar(n, clave, Captura(1, huella, (9,) * CAMPOS, "ACTA PREP", clave))
        campo.catd.entregar(firmado, dada=False)
        campo.llego(firmado)
    return campo.etapa(clave)


def cotejo(quien: str) -> Intento:
    def intento(campo: Campo) -> str:
        clave = campo.publicada
        campo.hacer(quien, clave, Cotejo(2, "porque sí", (999,) * CAMPOS))
        return campo.igual(clave)

    return intento


def anulacion(quien: str) -> Intento:
    def intento(campo: Campo) -> str:
        consulta = "SELECT id FROM prep.hecho WHERE acta = %s AND tipo = 'CAPTURA' LIMIT 1"
        clave = campo.publicada
        ((id_,),) = campo.centro.base.dueno(consulta, clave)
        campo.hacer(quien, clave, Anulacion(id_, "porque sí"))
        return campo.igual(clave)

    return intento


def sin_acta(quien: str, publicada: bool) -> Intento:
    def intento(campo: Campo) -> str:
        clave = campo.publicada if publicada else campo.victima()
        campo.hacer(quien, clave, SinActa(MotivoSinActa.NO_INSTALADA))
        return campo.igual(clave) if publicada else campo.etapa(clave)

    return intento


def acopio_ajeno(dice: str) -> Intento:
    def intento(campo: Campo) -> str:
        clave = campo.victima()
        campo.hacer("02-1", clave, Acopio(dice, "D"))
        campo.hacer("02-1", clave, Imagen(hashlib.sha256(b"falsa").hexdigest(), "ESCANER", dice))
        return campo.etapa(clave)

    return intento


def dictamen(quien: str) -> Intento:
    def intento(campo: Campo) -> str:
        cuerpo = Dictamen(AccionDeMesa.ACEPTA, 1, (), "porque sí", (999,) * CAMPOS, "ACTA PREP")
        clave = campo.publicada
        campo.hacer(quien, clave, cuerpo)
        return campo.igual(clave)

    return intento


def tercera_captura(campo: Campo) -> str:
    """Of a ronda that nobody opened, by one who was given nothing."""
    clave = campo.publicada
    huella = hashlib.sha256(clave.encode()).hexdigest()
    firmado = campo.catd.firmar("01-6", clave, Captura(3, huella, (9,) * CAMPOS, "ACTA PREP", clave))
    campo.catd.entregar(firmado, dada=False)
    campo.llego(firmado)
    return campo.igual(clave)


def otra_imagen(campo: Campo) -> str:
    """A second image, of another paper, of what was published."""
    clave = campo.publicada
    campo.hacer("01-5", clave, Imagen(hashlib.sha256(b"otro papel").hexdigest(), "ESCANER", "01"))
    return campo.igual(clave)


def acuerdo(propone: str, conforma: str) -> Intento:
    """A change proposed by one and accepted by whom it may not be."""

    def intento(campo: Campo) -> str:
        clave = campo.publicada
        datos = Datos(cuerpo_a_texto(Cotejo(2, "porque sí", (999,) * CAMPOS)))
        propuesta = campo.hacer(propone, clave, Propuesta("COTEJO", datos, "porque sí"))
        campo.hacer(conforma, clave, contestar(propuesta.hecho, Respuesta.ACEPTA, "porque sí"))
        return campo.igual(clave)

    return intento


def a_otro_texto(campo: Campo) -> str:
    """What a base shows the second person under the id of a proposal is not what was signed: they accept that."""
    clave = campo.publicada
    propuesta = campo.hacer("01-5", clave, proponer(Cotejo(2, "porque sí", (999,) * CAMPOS), "porque sí"))
    ensenada = replace(propuesta.hecho, cuerpo=proponer(Cotejo(2, "porque sí", (7,) * CAMPOS), "porque sí"))
    campo.hacer("01-6", clave, contestar(ensenada, Respuesta.ACEPTA, "lo vi"))
    return campo.igual(clave)


FILAS = [
    Fila("15", P, "dos capturistas de otro CATD capturan lo mismo", "DIGITALIZADA", dos_de_otro_sitio),
    Fila("16", P, "COTEJO de la mesa de otro CATD sobre lo publicado", INTACTA, cotejo("02-1")),
    Fila("17", P, "ANULACION de otro CATD de una captura de lo publicado", INTACTA, anulacion("02-1")),
    Fila("18", P, "SIN_ACTA de otro CATD", "ESPERADA", sin_acta("02-1", False)),
    Fila("19", P, "acopio e imagen falsa de otro CATD, diciendo el sitio", "ESPERADA", acopio_ajeno("01")),
    Fila("127", P, "los mismos, diciendo el suyo", "ESPERADA", acopio_ajeno("02")),
    Fila("128", P, "dos de su CATD a quienes no se les dio el acta", "DIGITALIZADA", dos_del_sitio_sin_turno),
    Fila("129", P, "COTEJO de una sola persona de su mesa sobre lo publicado", INTACTA, cotejo("01-5")),
    Fila("130", P, "ANULACION de una sola persona de su CATD de lo publicado", INTACTA, anulacion("01-5")),
    Fila("131", P, "SIN_ACTA de una persona de su CATD sobre lo publicado", INTACTA, sin_acta("01-5", True)),
    Fila("132", P, "dictamen de su mesa sin caso ni disputa", INTACTA, dictamen("01-5")),
    Fila("133", P, "captura de una ronda que nadie abrió", INTACTA, tercera_captura),
    Fila("134", P, "otra imagen de un acta ya publicada", INTACTA, otra_imagen),
    Fila("155", P, "proponer un cambio y darle su propia conformidad", INTACTA, acuerdo("01-5", "01-5")),
    Fila(
        "187",
        Quien.ADMINISTRADOR,
        "enseñar otro texto a la segunda persona",
        INTACTA,
        a_otro_texto,
    ),
    Fila("156", P, "conformidad de la mesa de otro CATD", INTACTA, acuerdo("01-5", "02-1")),
    con_pruebas(
        "180",
        P,
        "otra llave a solas: quien coordina, la persona, o con quien no acepta",
        "services/estacion/test_personas.py::test_solo_o_con_quien_no_debe_nada_cambia",
    ),
    con_pruebas(
        "181",
        P,
        "una propuesta de otra llave contestada otra vez, o tarde",
        "services/estacion/test_personas.py::test_una_propuesta_contestada_no_sirve_otra_vez_ni_vencida_ni_con_otro_texto",
    ),
    con_pruebas(
        "182",
        P,
        "firmar con la llave de antes",
        "services/estacion/test_personas.py::test_dos_personas_dan_otra_llave_y_lo_firmado_antes_cuenta",
        "ataques/test_personas.py",
    ),
    con_pruebas(
        "183",
        P,
        "dar a alguien la llave de un cómplice, o permisos de coordinación con la mesa",
        "services/estacion/test_personas.py::test_solo_o_con_quien_no_debe_nada_cambia",
    ),
    con_pruebas(
        "185",
        P,
        "una persona sola libera lo retenido por su hora, o mueve la hora de apertura",
        "ataques/test_horario.py::test_una_persona_sola_que_dice_ser_el_centro_tampoco",
        "ataques/test_horario.py::test_dos_personas_la_liberan_y_sale_en_el_siguiente_corte",
    ),
    con_pruebas(
        "186",
        P,
        "la llave del centro sola, o con una orden que dice otra cosa, libera o mueve la hora",
        "ataques/test_horario.py::test_la_llave_del_centro_sola_no_libera_ni_mueve_la_hora",
        "ataques/test_horario.py::test_lo_que_se_libero_con_unas_horas_no_sale_con_otras",
    ),
    con_pruebas(
        "224",
        P,
        "una persona sola declara SIN ACTA las de su centro, de una en una",
        "ataques/test_sin_acta.py::test_pasadas_tantas_se_dice_quien_y_otra_vez_si_sigue",
    ),
    con_pruebas("135", P, "firmar después de su baja", "central/sitios/test_gente.py"),
]
