"""The words for what the fold finds: one rule for each CodigoHallazgo (R-02 to R-10, R-34, R-35)."""

from prep.domain.reglas.hallazgos import CodigoHallazgo as H
from prep.domain.reglas.regla import Regla, Severidad

BLOQUEA, PREGUNTA, AVISA, REGISTRA = Severidad
ACUERDO = "INE/CCOE014/2018"
IMAGEN = ("CODIGO_INTEGRIDAD",)
ACOPIO = ("FECHA_HORA_ACOPIO",)
TIEMPOS = ("FECHA_HORA_ACOPIO", "FECHA_HORA_CAPTURA", "FECHA_HORA_VERIFICACION")
VALORES = ("CAMPOS",)
CUAL = ("IDENTIFICACION",)
ORIGEN = ("ORIGEN", "DIGITALIZACION")
NINGUNO: tuple[str, ...] = ()

# fmt: off
_NO_ENTRO = (
    (H.OTRO_PROCESO, BLOQUEA, NINGUNO, "R-10b",
     "Esta estación está en otro proceso. Avise a quien coordina.",
     "Llegó un hecho de otro proceso: no cuenta. Revise en qué proceso está la estación."),
    (H.OTRA_ACTA, REGISTRA, CUAL, "R-08",
     "Este registro es de otra acta. Avise a quien coordina.",
     "Un hecho nombra otra acta: no cuenta. Repórtelo a soporte."),
    (H.ID_EN_CONFLICTO, BLOQUEA, NINGUNO, "R-08",
     "Este registro ya existe con otro contenido. No lo repita y avise a quien coordina.",
     "Un mismo identificador llegó con dos contenidos: vale el primero. Revise la estación y levante incidente."),
    (H.FUENTE_INDEBIDA, BLOQUEA, ORIGEN, "R-02, R-09",
     f"Esto no puede registrarse desde aquí: el origen es CASILLA o CATD ({ACUERDO}).",
     f"Un hecho vino de un origen que no le corresponde: no cuenta ({ACUERDO})."),
    (H.ANULACION_EN_ESPERA, REGISTRA, NINGUNO, "R-08",
     "La anulación quedó en espera del registro que anula.",
     "Lo que se anula aún no llega; se aplicará al llegar. Revise el enlace si tarda."),
    (H.ANULACION_INDEBIDA, AVISA, NINGUNO, "R-08",
     "Eso no se puede anular. Avise a quien coordina.",
     "Se quiso anular una publicación o en círculo: no cuenta. Lo publicado se corrige por cotejo."),
    (H.MEDIO_INDEBIDO, BLOQUEA, ORIGEN, "R-09",
     f"El acta se digitaliza con escáner en el CATD o con teléfono en la casilla ({ACUERDO}).",
     f"Imagen obtenida por un medio no permitido: no cuenta ({ACUERDO}). Digitalice de nuevo."),
    (H.IMAGEN_DE_OTRA_CUENTA, BLOQUEA, ORIGEN, "R-09",
     f"Esta casilla no está asignada a su cuenta; no puede enviar su acta ({ACUERDO}).",
     f"Imagen de un CAE que no es el de la casilla: no cuenta ({ACUERDO}). Revise la asignación."),
    (H.IMAGEN_TRAS_ACOPIO, BLOQUEA, (*ORIGEN, *ACOPIO), "R-09",
     f"El paquete ya se recibió; el acta se digitaliza en el CATD ({ACUERDO}).",
     f"Imagen de teléfono posterior al acopio del paquete: no cuenta ({ACUERDO})."),
)

_LLEGADA = (
    (H.IMAGEN_SIN_ACOPIO, BLOQUEA, (*IMAGEN, *ACOPIO), "R-09",
     f"Registre primero el acopio del sobre; después digitalice ({ACUERDO}).",
     f"Imagen retenida: el CATD no tiene acopio de esta acta ({ACUERDO}). Registre el acopio si el sobre está."),
    (H.IMAGEN_ANTES_DE_ACOPIO, AVISA, (*IMAGEN, *ACOPIO), "R-09, R-10",
     "La imagen tiene hora anterior al acopio. Revise el reloj de la estación.",
     f"Digitalizada antes de su acopio, según los relojes ({ACUERDO}). Verifique cuál reloj está mal."),
    (H.ACOPIO_REPETIDO, AVISA, ACOPIO, "R-02",
     "Este sobre ya se había registrado. Vale la primera hora; continúe.",
     "Segundo acopio de la misma acta: vale la hora del primero. Revise si hay dos sobres."),
    (H.IMAGEN_SOBRANTE, AVISA, IMAGEN, "R-05",
     "Esta acta ya tiene imagen. Para cambiarla, la mesa debe pedir otra digitalización.",
     "Llegó otra imagen que nadie pidió: se guarda y no cambia nada."),
    (H.IMAGEN_EN_CAMINO, REGISTRA, IMAGEN, "R-03",
     "Falta digitalizar esta acta. Hágalo en cuanto pueda.",
     "Verificada desde el papel y sin imagen: se publica IMAGEN EN CAMINO. Apure su digitalización."),
)

_CAPTURA = (
    (H.CAPTURA_SIN_IMAGEN, BLOQUEA, VALORES, "R-03, R-09",
     "Aún no hay de dónde capturar esta acta. Tome otra.",
     "Captura anterior a la imagen o al acopio: no cuenta."),
    (H.CAPTURA_OTRA_RONDA, REGISTRA, VALORES, "R-04",
     "Esta captura era de otra vuelta y ya no cuenta. Tome el siguiente trabajo.",
     "Captura de una ronda que no es la abierta: se guarda y no cuenta."),
    (H.CAPTURA_INCOMPLETA, BLOQUEA, VALORES, "R-15",
     "La captura no trae todos los campos del acta. Tómela de nuevo.",
     "El número de campos no es el del acta: no cuenta. Revise la versión de la estación."),
    (H.CAPTURA_OTRA_IMAGEN, REGISTRA, IMAGEN, "R-04",
     "La imagen cambió mientras capturaba. Tome el siguiente trabajo.",
     "Captura de una imagen que ya no es la vigente: se guarda y no cuenta."),
    (H.CAPTURA_MISMO_OPERADOR, BLOQUEA, NINGUNO, "R-04",
     "Usted ya capturó esta acta; otra persona debe hacerlo.",
     "Dos capturas de la misma persona en una ronda: solo cuenta la primera."),
    (H.CAPTURA_MISMA_ESTACION, BLOQUEA, NINGUNO, "R-04",
     "En esta estación ya se capturó esta acta; debe hacerse en otra.",
     "Dos capturas de la misma estación en una ronda: solo cuenta la primera."),
    (H.CAPTURA_TARDIA, REGISTRA, VALORES, "R-04",
     "Esta acta ya se había resuelto. Tome el siguiente trabajo.",
     "Captura llegada después de cerrar la ronda: se guarda como evidencia."),
    (H.RONDA_SIN_ACUERDO, REGISTRA, VALORES, "R-04",
     "Las capturas no coinciden; el acta pasa a la mesa.",
     "Ninguna captura coincidió con otra: la mesa decide junto a la imagen."),
    (H.IDENTIFICACION_DISTINTA, REGISTRA, CUAL, "R-04, R-05",
     "Se leyó otra casilla en el acta; pasa a la mesa.",
     "Dos personas coinciden en que es otra acta: la mesa corrige la identificación."),
)

_MESA = (
    (H.CIERRE_FUERA_DE_LUGAR, REGISTRA, NINGUNO, "R-04",
     "No había captura que cerrar.",
     "Cierre de una ronda que no estaba abierta con capturas: no cuenta."),
    (H.DICTAMEN_FUERA_DE_LUGAR, BLOQUEA, NINGUNO, "R-05",
     "Esta acta ya no está en la mesa. Tome la siguiente.",
     "Dictamen sobre un acta que no estaba en la mesa: no cuenta."),
    (H.DICTAMEN_OTRA_RONDA, BLOQUEA, NINGUNO, "R-05",
     "El acta volvió a captura mientras decidía. Ábrala de nuevo.",
     "Dictamen sobre otra ronda: no cuenta."),
    (H.DICTAMEN_SIN_CAPTURAS, BLOQUEA, VALORES, "R-05",
     "La decisión debe nombrar las capturas que vio. Ábrala de nuevo.",
     "Dictamen que no nombra capturas de la ronda: no cuenta."),
    (H.DICTAMEN_INVALIDO, BLOQUEA, VALORES, "R-05",
     "A la decisión le falta algo: valores completos, causa de SIN ACTA o la casilla de destino. Complétela.",
     "Dictamen con datos que no corresponden: no cuenta. Debe repetirse."),
    (H.DICTAMEN_DE_CAPTURISTA, BLOQUEA, NINGUNO, "R-04, R-05",
     "Usted capturó esta acta; otra persona debe decidir.",
     "Decidió quien había capturado: no cuenta. Asigne a otra persona."),
)

_DESPUES = (
    (H.SIN_ACTA_CON_ACTA, BLOQUEA, NINGUNO, "R-16, R-35",
     "Esta acta ya llegó; no puede declararse SIN ACTA.",
     "Se declaró SIN ACTA y el acta o su sobre está aquí: no cuenta."),
    (H.SIN_ACTA_REPETIDA, REGISTRA, NINGUNO, "R-35",
     "Ya estaba declarada SIN ACTA.",
     "Segunda declaración de SIN ACTA: vale la primera. Para cambiar la causa, anule la primera."),
    (H.SIN_ACTA_SUPERADA, REGISTRA, NINGUNO, "R-35",
     "El acta llegó después de declararse SIN ACTA. Continúe con ella.",
     "El acta llegó después de su declaración de SIN ACTA: vale el acta."),
    (H.LLEGADA_TRAS_TRASLADO, AVISA, CUAL, "R-05",
     "La primera acta de esta casilla era de otra. Continúe con esta.",
     "Llegó otro papel para una casilla cuya primera acta era de otra. Revise las dos identificaciones."),
    (H.COTEJO_FUERA_DE_LUGAR, BLOQUEA, NINGUNO, "R-07",
     "Esta acta aún no se publica; no hay qué cotejar.",
     "Cotejo sin nada publicado y verificado de este origen: no cuenta."),
    (H.COTEJO_INVALIDO, BLOQUEA, VALORES, "R-07",
     "Elija un resultado: 1 aceptada, 2 aceptada con cambios (con todos los valores) o 3 no aceptada.",
     "Cotejo con un resultado o unos valores que no corresponden: no cuenta."),
    (H.COTEJO_MODIFICA, REGISTRA, VALORES, "R-07",
     "Las cifras se corrigieron en el cotejo.",
     "Un cotejo cambió cifras publicadas. El siguiente corte las muestra corregidas."),
    (H.COTEJO_RECHAZA, REGISTRA, VALORES, "R-07",
     "El cotejo no aceptó las cifras; el acta vuelve a captura.",
     "Un cotejo no aceptó lo publicado: el acta vuelve a captura y sale del conteo hasta verificarse."),
    (H.INCIDENCIA, AVISA, NINGUNO, "R-34",
     "Hay un incidente anotado en esta acta.",
     "Hay un incidente anotado en esta acta. Déle seguimiento hasta cerrarlo."),
)

_DOS_FUENTES = (
    (H.SIN_ACTA_CONTRADICHA, AVISA, NINGUNO, "R-06",
     "De esta acta hay imagen por otra vía.",
     "Una vía la declaró SIN ACTA y la otra la tiene: vale el acta. Revise la declaración."),
    (H.FUENTES_DIFIEREN, AVISA, VALORES, "R-06, R-07",
     "El acta llegó por dos vías con cifras distintas; pasa a cotejo.",
     "CATD y casilla verificaron cifras distintas. Lo publicado no cambia: resuelva el cotejo."),
    (H.PUBLICADA_NO_VIGENTE, AVISA, VALORES, "R-06, R-07",
     "Lo publicado no es lo que ahora está verificado; pasa a cotejo.",
     "Lo publicado difiere de lo vigente. Resuelva el cotejo antes del siguiente corte."),
    (H.TIEMPOS_EN_DESORDEN, REGISTRA, TIEMPOS, "R-10",
     "Las horas de esta acta no van en orden. Revise el reloj de la estación.",
     "No se cumple acopio ≤ captura ≤ verificación. Revise los relojes; el renglón sale EN REVISIÓN."),
    (H.TIEMPO_FUERA_DE_PERIODO, REGISTRA, TIEMPOS, "R-10",
     "La hora está fuera del periodo de operación. Revise el reloj de la estación.",
     "Alguna hora cae fuera del periodo de operación. Revise los relojes; el renglón sale EN REVISIÓN."),
)
# fmt: on

REGLAS_HALLAZGOS = tuple(
    Regla(codigo.value, severidad, campos, operador, coordinador, norma)
    for grupo in (_NO_ENTRO, _LLEGADA, _CAPTURA, _MESA, _DESPUES, _DOS_FUENTES)
    for codigo, severidad, campos, norma, operador, coordinador in grupo
)
