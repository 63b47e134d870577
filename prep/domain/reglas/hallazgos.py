"""The codes of what the fold finds: each is kept beside the fact that shows it; tabla.py has their words (R-08)."""

from enum import StrEnum


class CodigoHallazgo(StrEnum):
    """Every code that `fold` can give. None of them stops the night: the fact is kept."""

    # What is not taken in
    OTRO_PROCESO = "H-01"  # the fact belongs to another proceso (R-10b)
    OTRA_ACTA = "H-02"  # the fact names another acta
    ID_EN_CONFLICTO = "H-03"  # one id came with two contents
    FUENTE_INDEBIDA = "H-04"  # this kind of fact cannot come from this source
    ANULACION_EN_ESPERA = "H-05"  # the fact that it annuls is not here yet
    ANULACION_INDEBIDA = "H-06"  # it annuls a publication, itself, or another anulación in a circle
    MEDIO_INDEBIDO = "H-07"  # neither scanner at a CATD nor phone at the casilla (R-09, INE/CCOE014/2018)
    IMAGEN_DE_OTRA_CUENTA = "H-08"  # a phone image from an account that is not that casilla's CAE
    IMAGEN_TRAS_ACOPIO = "H-09"  # a phone image made after the package's acopio

    SIN_DERECHO = "H-42"  # signed by somebody of a site that neither has nor had the acta's custody (P-10)

    # Two people (P-10)
    DE_UNO_SOLO = "H-44"  # one person alone changed or took away what was registered
    FALTA_CONFORME = "H-45"  # somebody proposed it, and nobody else has answered
    PROPUESTA_RECHAZADA = "H-46"  # somebody said no, and nobody yes
    PROPUESTA_INVALIDA = "H-47"  # what it proposes is no fact that two people may agree on, or it says no reason
    CONFORME_PROPIO = "H-48"  # who proposed it answered themself
    CONFORME_TARDIO = "H-49"  # after its time (`plazo_conforme_s`)
    CONFORME_EN_ESPERA = "H-50"  # what it answers is not here, or does not count
    CONFORME_DE_OTRO_TEXTO = "H-67"  # who answered was shown another text than the one proposed

    # Arrival and image
    IMAGEN_SIN_ACOPIO = "H-10"  # scanned at a CATD that has no acopio of it: held
    IMAGEN_ANTES_DE_ACOPIO = "H-11"  # scanned, by the corrected clocks, before its acopio
    ACOPIO_REPETIDO = "H-12"  # a second acopio; the first one's time stays
    IMAGEN_SOBRANTE = "H-13"  # there is an image already, and nobody asked for another
    IMAGEN_EN_CAMINO = "H-14"  # verified from paper, its image has not arrived

    # Captura
    CAPTURA_SIN_IMAGEN = "H-15"  # captured before there was something lawful to capture from
    CAPTURA_OTRA_RONDA = "H-16"  # it names a ronda that is not the open one
    CAPTURA_INCOMPLETA = "H-17"  # its number of fields is not the acta's
    CAPTURA_OTRA_IMAGEN = "H-18"  # it names an image that is not the current one
    CAPTURA_MISMO_OPERADOR = "H-19"  # that person had already captured this ronda
    CAPTURA_MISMA_ESTACION = "H-20"  # that station had already captured this ronda
    CAPTURA_SIN_TOMA = "H-43"  # nobody had given that ronda to that person at that station
    CAPTURA_TARDIA = "H-21"  # the ronda was closed already
    RONDA_SIN_ACUERDO = "H-22"  # the last captura allowed agreed with none: to the desk
    IDENTIFICACION_DISTINTA = "H-23"  # two people agree that it is another acta: to the desk

    # Handed back
    DEVUELTA_NO_ES = "H-61"  # who was to capture it says that it is another acta
    DEVUELTA_NO_SE_LEE = "H-62"
    DEVUELTA_INCOMPLETA = "H-63"  # a piece of it is missing
    DEVUELTA_A_OTRA = "H-64"  # for somebody else to capture: nothing is said of it
    DEVOLUCION_FUERA_DE_LUGAR = "H-65"  # of a ronda that is not open, or that nobody had given them
    DEVOLUCION_TARDIA = "H-66"  # it was no longer being captured

    # Desk
    CIERRE_FUERA_DE_LUGAR = "H-24"  # there was no such ronda open with capturas to close
    DICTAMEN_FUERA_DE_LUGAR = "H-25"  # the acta was not at the desk
    DICTAMEN_OTRA_RONDA = "H-26"  # it decides on another ronda
    DICTAMEN_SIN_CAPTURAS = "H-27"  # it names no captura of the ronda, or one that is not there
    DICTAMEN_INVALIDO = "H-28"  # wrong number of values, no lawful reason, or no other acta as destination
    DICTAMEN_DE_CAPTURISTA = "H-29"  # the decider had captured that ronda

    # Sin acta, cotejo, the rest
    SIN_ACTA_CON_ACTA = "H-30"  # declared sin acta, and the acta (or its sobre) is here
    SIN_ACTA_REPETIDA = "H-31"  # declared already; the first declaration stays
    SIN_ACTA_SUPERADA = "H-32"  # the acta arrived after it was declared
    LLEGADA_TRAS_TRASLADO = "H-33"  # another paper arrived for an acta whose first one was of another
    COTEJO_FUERA_DE_LUGAR = "H-34"  # nothing published and verified from this source to compare
    COTEJO_INVALIDO = "H-35"  # its outcome is not 1, 2 or 3, or its values are not the acta's
    COTEJO_MODIFICA = "H-36"  # the figures were changed by a cotejo (R-07, 2)
    COTEJO_RECHAZA = "H-37"  # the figures were not accepted; the acta is captured again (R-07, 3)
    INCIDENCIA = "H-38"  # an incident was noted

    # The two sources together
    SIN_ACTA_CONTRADICHA = "H-39"  # one source says sin acta, the other has it
    FUENTES_DIFIEREN = "H-40"  # both sources are verified, with other figures
    PUBLICADA_NO_VIGENTE = "H-41"  # what was published is not what stands now
