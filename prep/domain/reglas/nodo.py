"""The words for what a node, a cut or the centre's orders raise: alarms and incidents (R-26, R-31, R-34)."""

from prep.domain.reglas.regla import Regla, Severidad

AVISA, REGISTRA = Severidad.AVISA, Severidad.REGISTRA
IMAGEN = ("CODIGO_INTEGRIDAD",)
TIEMPOS = ("FECHA_HORA_ACOPIO", "FECHA_HORA_CAPTURA", "FECHA_HORA_VERIFICACION")
NINGUNO: tuple[str, ...] = ()
NO_ES_SUYO = "Lo atiende la coordinación. Siga con su trabajo."

REGLAS_NODO: tuple[Regla, ...] = (
    Regla(
        "CUARENTENA", AVISA, NINGUNO,
        "Un registro de esta estación no pudo comprobarse. Avise a quien coordina.",
        "Un hecho se apartó: su firma, su operador o su contenido no es válido. No cuenta. Revise quién y desde dónde.",
        "R-08",
    ),
    Regla(
        "FIRMA_DE_BAJA", AVISA, NINGUNO,
        NO_ES_SUYO,
        "Llegaron hechos de alguien que ya está dado de baja, por un nodo que aún no lo sabía o hechos antes. Cuentan. "
        "Compare sus horas con la de la baja.",
        "R-08, R-34",
    ),
    Regla(
        "ENTREGA_CONFLICTO", AVISA, NINGUNO,
        "Este registro ya existe con otro contenido. No lo repita y avise a quien coordina.",
        "Una estación entregó otra cosa con un identificador ya usado. Vale lo primero. Revise esa estación.",
        "R-08",
    ),
    Regla(
        "ENTREGA_DUPLICADA", REGISTRA, NINGUNO,
        "Usted ya capturó esta acta en esta ronda; cuenta la primera.",
        "Una persona capturó dos veces la misma ronda: cuenta la primera.",
        "R-04",
    ),
    Regla(
        "CASILLA_APARTADA", AVISA, ("ORIGEN", "DIGITALIZACION"),
        NO_ES_SUYO,
        "Una imagen de teléfono se apartó y no cuenta. Lea su motivo en la carpeta «apartadas» y resuelva con el CAE.",
        "R-09, R-34",
    ),
    Regla(
        "R26-IMAGEN", AVISA, IMAGEN,
        "La imagen del acta no está en el nodo. Digitalícela de nuevo si se le pide.",
        "El renglón sale en revisión: su imagen falta o no corresponde. Pida la redigitalización.",
        "R-26",
    ),
    Regla(
        "R26-HUELLA", AVISA, IMAGEN,
        "Dos actas tienen la misma imagen. Revise cuál es cuál.",
        "Dos renglones salen en revisión: llevan la misma imagen. Decida en la mesa de cuál es.",
        "R-26",
    ),
    Regla(
        "R26-ORDEN", AVISA, TIEMPOS,
        "Las horas del acta no van en orden. Revise el reloj de la estación.",
        "El renglón sale en revisión: acopio, captura y verificación no van en orden. Revise el reloj de la estación.",
        "R-10, R-26",
    ),
    Regla(
        "R26-PERIODO", AVISA, TIEMPOS,
        "La hora del acta está fuera de la jornada. Revise el reloj de la estación.",
        "El renglón sale en revisión: una hora está fuera del periodo de operación. Revise el reloj de la estación.",
        "R-10, R-26",
    ),
    Regla(
        "CORTE-RETENIDO", AVISA, NINGUNO,
        NO_ES_SUYO,
        "El corte no se publicó: no pasó su comprobación. Sigue el anterior. Lea las razones y avise a soporte.",
        "R-26",
    ),
    Regla(
        "CORTE-REVISION", REGISTRA, NINGUNO,
        NO_ES_SUYO,
        "Hay renglones en revisión en el corte. Atienda la incidencia de cada uno.",
        "R-26",
    ),
    Regla(
        "CORTE-FILA", AVISA, NINGUNO,
        NO_ES_SUYO,
        "Lo guardado de un renglón publicado había cambiado; se rehízo desde los hechos. Repórtelo a seguridad.",
        "R-26",
    ),
    Regla(
        "TRABAJO_LIBERADO", REGISTRA, NINGUNO,
        "La coordinación liberó el acta que tenía. Pida otro trabajo.",
        "Se quitó un trabajo a quien lo tenía, para que otra persona lo tome.",
        "R-34",
    ),
    Regla(
        "SOFTWARE", REGISTRA, NINGUNO,
        NO_ES_SUYO,
        "Huella del programa instalado, anotada al poner en ceros y al cerrar. Deben ser iguales.",
        "R-31",
    ),
    Regla(
        "CIERRE_FORZADO", AVISA, NINGUNO,
        NO_ES_SUYO,
        "Se cerró con trabajo pendiente, por orden y con motivo. Queda en el acta de cierre.",
        "R-34",
    ),
    Regla(
        "ORDEN_DE_SALA", REGISTRA, NINGUNO,
        NO_ES_SUYO,
        "Una orden dada en la sala de control, firmada por quien la dio; el centro firma lo que se hizo.",
        "R-34",
    ),
)  # fmt: skip
