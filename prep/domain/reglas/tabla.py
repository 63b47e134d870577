"""The one table of what is told to who coordinates: each code with its gravity and its words (R-08).

A code is a finding of the fold (H-…), an alarm, or an incident of an acta. The desk, the board, `prep acta` and the
alarms take their words from here, so that they cannot drift apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from prep.domain.reglas.hallazgos import CodigoHallazgo as H


class Gravedad(IntEnum):
    """In this order it is told: what comes first is read first."""

    GRAVE = 1  # something unlawful was tried, or what is published is in doubt: look now
    ATENDER = 2  # somebody has something to do
    CONSTA = 3  # nothing to do; it is told so that nobody wonders


@dataclass(frozen=True, slots=True)
class Regla:
    """One row; `texto` is Spanish of Mexico: what happened and, where there is something to do, what."""

    codigo: str
    gravedad: Gravedad
    texto: str


GRAVE, ATENDER, CONSTA = Gravedad
ACUERDO = "INE/CCOE014/2018"
DESCONOCIDA = Regla("", ATENDER, "Este programa no conoce ese aviso: es de otra versión. Repórtelo a soporte.")

# fmt: off
_DE_HALLAZGOS = (
    # what is not taken in
    (H.OTRO_PROCESO, GRAVE, "Llegó un hecho de otro proceso: no cuenta. Revise en qué proceso está la estación."),
    (H.OTRA_ACTA, ATENDER, "Un hecho nombra otra acta: no cuenta. Repórtelo a soporte."),
    (H.ID_EN_CONFLICTO, GRAVE,
     "Un mismo identificador llegó con dos contenidos: vale el primero. Revise la estación y levante incidente."),
    (H.FUENTE_INDEBIDA, GRAVE, f"Un hecho vino de un origen que no le corresponde: no cuenta ({ACUERDO})."),
    (H.ANULACION_EN_ESPERA, CONSTA,
     "Lo que se anula aún no llega; se aplicará al llegar. Revise el enlace si tarda."),
    (H.ANULACION_INDEBIDA, ATENDER,
     "Se quiso anular una publicación o en círculo: no cuenta. Lo publicado se corrige por cotejo."),
    (H.MEDIO_INDEBIDO, GRAVE,
     f"Imagen obtenida por un medio no permitido: no cuenta ({ACUERDO}). Digitalice de nuevo."),
    (H.IMAGEN_DE_OTRA_CUENTA, GRAVE,
     f"Imagen de un CAE que no es el de la casilla: no cuenta ({ACUERDO}). Revise la asignación."),
    (H.IMAGEN_TRAS_ACOPIO, GRAVE, f"Imagen de teléfono posterior al acopio del paquete: no cuenta ({ACUERDO})."),
    (H.SIN_DERECHO, GRAVE,
     "Alguien de un sitio que no tiene a su cargo esta acta firmó algo de ella: no cuenta. Pregunte quién y por qué."),
    # two people
    (H.DE_UNO_SOLO, GRAVE,
     "Una persona sola quiso cambiar o quitar lo registrado: no cuenta. Pregúntele por qué; si procede, debe "
     "proponerlo."),
    (H.FALTA_CONFORME, ATENDER,
     "Alguien propuso cambiar o quitar lo registrado: no cuenta sin otra persona que lo acepte a tiempo. Véalo en "
     "Propuestas."),
    (H.PROPUESTA_RECHAZADA, CONSTA, "Se propuso un cambio a lo registrado y otra persona lo rechazó: no cuenta."),
    (H.PROPUESTA_INVALIDA, ATENDER, "Una propuesta no dice un cambio posible o su motivo: no cuenta. Debe repetirse."),
    (H.CONFORME_PROPIO, GRAVE, "Quien propuso un cambio quiso aceptarlo también: no cuenta. Pregúntele por qué."),
    (H.CONFORME_TARDIO, ATENDER,
     "La respuesta a una propuesta llegó fuera de su plazo: no cuenta. Si procede, que se proponga de nuevo."),
    (H.CONFORME_DE_OTRO_TEXTO, GRAVE,
     "Quien contestó una propuesta vio otro texto que el propuesto: no cuenta. Proponga de nuevo; vea quién administra "
     "ese nodo."),
    (H.CONFORME_EN_ESPERA, CONSTA, "Se contestó una propuesta que no ha llegado o no cuenta; se aplicará si llega."),
    # arrival and image
    (H.IMAGEN_SIN_ACOPIO, ATENDER,
     f"Imagen retenida: el CATD no tiene acopio de esta acta ({ACUERDO}). Registre el acopio si el sobre está."),
    (H.IMAGEN_ANTES_DE_ACOPIO, ATENDER,
     f"Digitalizada antes de su acopio, según los relojes ({ACUERDO}). Verifique cuál reloj está mal."),
    (H.ACOPIO_REPETIDO, ATENDER,
     "Segundo acopio de la misma acta: vale la hora del primero. Revise si hay dos sobres."),
    (H.IMAGEN_SOBRANTE, CONSTA, "Llegó otra imagen que nadie pidió: se guarda y no cambia nada."),
    (H.IMAGEN_EN_CAMINO, ATENDER,
     "Verificada desde el papel y sin imagen: se publica IMAGEN EN CAMINO. Apure su digitalización."),
    # captura
    (H.CAPTURA_SIN_IMAGEN, CONSTA, "Captura anterior a la imagen o al acopio: no cuenta."),
    (H.CAPTURA_OTRA_RONDA, CONSTA, "Captura de una ronda que no es la abierta: se guarda y no cuenta."),
    (H.CAPTURA_INCOMPLETA, ATENDER,
     "El número de campos no es el del acta: no cuenta. Revise la versión de la estación."),
    (H.CAPTURA_OTRA_IMAGEN, CONSTA, "Captura de una imagen que ya no es la vigente: se guarda y no cuenta."),
    (H.CAPTURA_MISMO_OPERADOR, ATENDER,
     "Dos capturas de la misma persona en una ronda: sólo cuenta la primera. Pregúntele por qué."),
    (H.CAPTURA_MISMA_ESTACION, ATENDER,
     "Dos capturas de la misma estación en una ronda: sólo cuenta la primera. Pregunte quién la usa."),
    (H.CAPTURA_SIN_TOMA, GRAVE,
     "Captura de un acta que el nodo no le había dado a esa persona en esa estación: no cuenta. Pregúntele por qué."),
    (H.CAPTURA_TARDIA, CONSTA, "Captura llegada después de cerrar la ronda: se guarda como evidencia."),
    (H.RONDA_SIN_ACUERDO, CONSTA, "Ninguna captura coincidió con otra: la mesa decide junto a la imagen."),
    (H.IDENTIFICACION_DISTINTA, CONSTA,
     "Dos personas coinciden en que es otra acta: la mesa corrige la identificación."),
    # handed back
    (H.DEVUELTA_NO_ES, ATENDER,
     "Quien la iba a capturar dice que no es esta acta. Compare con el papel: si es otra, corrija la identificación."),
    (H.DEVUELTA_NO_SE_LEE, ATENDER,
     "Quien la iba a capturar dice que no se lee. Si es así, mándela a redigitalizar."),
    (H.DEVUELTA_INCOMPLETA, ATENDER,
     "Quien la iba a capturar dice que le falta un pedazo. Si es así, mándela a redigitalizar."),
    (H.DEVUELTA_A_OTRA, CONSTA, "Quien la iba a capturar la dejó para otra persona."),
    (H.DEVOLUCION_FUERA_DE_LUGAR, CONSTA, "Devolución de una ronda que no era suya o no estaba abierta: no cuenta."),
    (H.DEVOLUCION_TARDIA, ATENDER,
     "Alguien la devolvió cuando ya no se capturaba: no cambia nada. Lea quién y revísela junto a su imagen."),
    # desk
    (H.CIERRE_FUERA_DE_LUGAR, CONSTA, "Cierre de una ronda que no estaba abierta con capturas: no cuenta."),
    (H.DICTAMEN_FUERA_DE_LUGAR, CONSTA, "Dictamen sobre un acta que no estaba en la mesa: no cuenta."),
    (H.DICTAMEN_OTRA_RONDA, CONSTA, "Dictamen sobre otra ronda: no cuenta."),
    (H.DICTAMEN_SIN_CAPTURAS, ATENDER, "Dictamen que no nombra capturas de la ronda: no cuenta. Debe repetirse."),
    (H.DICTAMEN_INVALIDO, ATENDER, "Dictamen con datos que no corresponden: no cuenta. Debe repetirse."),
    (H.DICTAMEN_DE_CAPTURISTA, GRAVE, "Decidió quien había capturado: no cuenta. Asigne a otra persona."),
    # sin acta, cotejo, the rest
    (H.SIN_ACTA_CON_ACTA, ATENDER,
     "Se declaró SIN ACTA y el acta o su sobre está aquí: no cuenta. Revise quién lo declaró y por qué."),
    (H.SIN_ACTA_REPETIDA, CONSTA,
     "Segunda declaración de SIN ACTA: vale la primera. Para cambiar la causa, anule la primera."),
    (H.SIN_ACTA_SUPERADA, CONSTA, "El acta llegó después de su declaración de SIN ACTA: vale el acta."),
    (H.LLEGADA_TRAS_TRASLADO, ATENDER,
     "Llegó otro papel para una casilla cuya primera acta era de otra. Revise las dos identificaciones."),
    (H.COTEJO_FUERA_DE_LUGAR, CONSTA, "Cotejo sin nada publicado y verificado de este origen: no cuenta."),
    (H.COTEJO_INVALIDO, ATENDER,
     "Cotejo con un resultado o unos valores que no corresponden: no cuenta. Debe repetirse."),
    (H.COTEJO_MODIFICA, CONSTA, "Un cotejo cambió cifras publicadas. El siguiente corte las muestra corregidas."),
    (H.COTEJO_RECHAZA, CONSTA,
     "Un cotejo no aceptó lo publicado: el acta vuelve a captura y sale del conteo hasta verificarse."),
    (H.INCIDENCIA, ATENDER, "Hay un incidente anotado en esta acta. Déle seguimiento hasta cerrarlo."),
    # the two sources together
    (H.SIN_ACTA_CONTRADICHA, ATENDER,
     "Una vía la declaró SIN ACTA y la otra la tiene: vale el acta. Revise la declaración."),
    (H.FUENTES_DIFIEREN, GRAVE,
     "CATD y casilla verificaron cifras distintas. Lo publicado no cambia: resuelva el cotejo."),
    (H.PUBLICADA_NO_VIGENTE, GRAVE,
     "Lo publicado difiere de lo vigente. Resuelva el cotejo antes del siguiente corte."),
)
_DE_INCIDENTES = (  # of an acta, each a fact: told in the place of H.INCIDENCIA
    ("R26-IMAGEN", GRAVE, "El renglón sale en revisión: su imagen falta o no corresponde. Pida la redigitalización."),
    ("R26-HUELLA", GRAVE, "Dos renglones salen en revisión: llevan la misma imagen. Decida en la mesa de cuál es."),
    ("R26-ORDEN", GRAVE,
     "El renglón sale en revisión: acopio, captura y verificación no van en orden. Revise el reloj de la estación."),
    ("R26-PERIODO", GRAVE,
     "El renglón sale en revisión: una hora está fuera del periodo de operación. Libérelo en la sala, «Retenidas», o "
     "revise el reloj de la estación."),
    ("R10-LIBERADA", CONSTA, "Dos personas de la coordinación acordaron publicar el renglón con las horas que tiene."),
    ("R26-FORMA", GRAVE,
     "El renglón sale en revisión: su traslado, su digitalización o su documento no es lo que ahí se escribe. Revise "
     "quién lo firmó."),
    ("R26-PLIEGUE", GRAVE,
     "El renglón sale en revisión: no se pudo armar con lo que hay del acta. Para soporte: «prep diagnostico»."),
    ("TRABAJO_LIBERADO", CONSTA, "Se quitó un trabajo a quien lo tenía, para que otra persona lo tome."),
    ("ORDEN_DE_SALA", CONSTA, "La coordinación dio una orden sobre esta acta en la sala de control, y la firmó."),
)
_DE_ALARMAS = (
    ("CUARENTENA", GRAVE,
     "Un hecho se apartó: su firma, su operador o su contenido no es válido. No cuenta. Revise quién y desde dónde."),
    ("LISTA_ALTERADA", GRAVE,
     "Alguien cambió en la base el registro de una persona o estación que el centro firmó. Lo que firme se aparta "
     "hasta que se reponga. Repórtelo a seguridad."),
    ("CADENA_NODO", GRAVE,
     "La cadena de hechos de un nodo no es la que dan sus hechos: alguien cambió su base. Guárdela y repórtelo a "
     "seguridad."),
    ("CADENA_SIN_COMPROBAR", ATENDER,
     "Un corte salió sin comprobar toda la cadena de un nodo. Revise su enlace; si está en línea, repórtelo a "
     "seguridad."),
    ("NODO_FUERA", GRAVE,
     "Un nodo dice estar donde no debe: el centro no lo busca ahí. Si cambió de máquina, repita «sitio alta» con su "
     "dirección; si no, repórtelo a seguridad."),
    ("PROCESO_INCOMPLETO", ATENDER,
     "Un nodo guarda hechos del proceso de antes que no llegaron al centro, y no entran en éste. Quedan en su base: "
     "véalos quien audita."),
    ("SIN_DERECHO", GRAVE,
     "Alguien firmó sobre un acta que no está a cargo de su sitio. No cuenta. Revise quién y desde dónde."),
    ("DE_UNO_SOLO", GRAVE,
     "Una persona sola quiso cambiar o quitar lo registrado de un acta. No cuenta. Revise quién y por qué."),
    ("CONFORME_DE_OTRO_TEXTO", GRAVE,
     "A quien contestó una propuesta se le enseñó otro texto: no cuenta. Proponga de nuevo; vea quién administra ese "
     "nodo."),
    ("FIRMA_DE_BAJA", ATENDER,
     "Llegaron hechos de alguien que ya está dado de baja, por un nodo que aún no lo sabía o hechos antes. Cuentan. "
     "Compare sus horas con la de la baja."),
    ("ENTREGA_CONFLICTO", GRAVE,
     "Una estación entregó otra cosa con un identificador ya usado. Vale lo primero. Revise esa estación."),
    ("ARBITRO_DETENIDO", GRAVE,
     "El árbitro de este nodo se detuvo y volvió a empezar solo. Para soporte: «prep diagnostico»."),
    ("ACTA_DETENIDA", GRAVE,
     "No se pudo leer lo que hay de un acta: queda como estaba. Para soporte: «prep diagnostico»."),
    ("ATORADO", ATENDER,
     "El trabajo de un acta espera sin nadie y no se pudo mover ni cerrar. Para soporte: «prep diagnostico»."),
    ("BAJADA", ATENDER,
     "Algo que bajó del centro no se pudo guardar aquí; lo demás siguió. Para soporte: «prep diagnostico»."),
    ("ESTACION_CUPO", GRAVE,
     "Una estación entregó en una hora más de lo que entrega su programa: lo demás espera. Revise qué corre en ella."),
    ("ACTA_COLMADA", GRAVE,
     "Una estación entregó de una misma acta más de lo que dice su programa: de ella no se le recibe más. Revise qué "
     "corre en ella y quién."),
    ("DISCO_LLENO", GRAVE,
     "Se acaba el disco de este nodo: dejó de recibir imágenes, los hechos siguen. Haga lugar; en el "
     "centro, después «prep conciliar»."),
    ("ESTACION_ESTORBA", GRAVE,
     "Una estación ocupó al nodo más de lo que ocupa su programa: se le cortó. Revise qué corre en ella y quién."),
    ("ESTACION_FUERA", GRAVE,
     "Una estación no se dejaba terminar y el nodo la sacó. Desconéctela y revísela; entra de nuevo al reiniciarlo."),
    ("CONTRASENA_CAMBIADA", GRAVE,
     "Un papel de la base cambió su propia contraseña o lo que rige sus sesiones: se repuso. Revise esa máquina y "
     "quién la usa."),
    ("NODO_ESTORBA", GRAVE,
     "Un nodo ocupó al centro más de lo que ocupa su programa: se le cortó. Repórtelo a seguridad."),
    ("NODO_AUSENTE", GRAVE,
     "Un nodo lleva más de un minuto sin dar señal. Llame a su sitio; revise su enlace y su máquina. Ahí se sigue."),
    ("NODO_RELOJ", ATENDER,
     "El reloj de un nodo no va con el del centro: lo suyo puede esperar «en revisión» por su hora. Póngalo en hora; "
     "lo retenido lo liberan dos en la sala."),
    ("PERSONA_FALTA", GRAVE,
     "Un nodo no pudo registrar a una persona; a las demás sí. Vea a quién con «prep estado» y regístrela otra vez."),
    ("NODO_CUPO", GRAVE,
     "Un nodo mandó al centro más de lo que cabe en una hora: lo demás se quedó en él. Repórtelo a seguridad; después, "
     "«prep conciliar»."),
    ("SIN_ACTA_MUCHAS", GRAVE,
     "Una persona declaró SIN ACTA muchas actas en una hora, de una en una. Vea con su centro si es cierto; lo que no, "
     "se revierte entre dos."),
    ("CONEXIONES_MUDAS", GRAVE,
     "Una máquina abre conexiones con el nodo sin decir quién es: se le terminan. Búsquela y desconéctela."),
    ("CERTIFICADOS", GRAVE,
     "Los certificados de un servidor no están como deben, o van a vencer. Haga lo que dice su texto hoy mismo."),
    ("KIT_AJENO", GRAVE,
     "Lo que se dio a una estación o a un nodo trabaja en dos máquinas a la vez. Revóquelo y haga otro kit."),
    ("SESION_NEGADA", GRAVE,
     "Una estación no probó quién trabaja en ella: no se le dio trabajo en su nombre. Revise qué corre ahí y quién."),
    ("SESION_DOBLE", ATENDER,
     "Una persona tiene sesión en dos estaciones a la vez. Si no cambió de lugar, revise quién usa su contraseña."),
    ("ALARMA_ATENDIDA", CONSTA, "Alguien atendió una alarma antes de la puesta en ceros: qué hizo, y quién."),
    ("PERSONA_CAMBIADA", ATENDER,
     "Entre dos personas cambiaron la llave, los permisos o el sitio de alguien. Si no lo esperaba, pregunte por qué."),
    ("LLAVE_ANTERIOR", ATENDER,
     "Llegó, firmado con la llave de antes de una persona, algo de antes del cambio: cuenta. Confírmelo con ella."),
    ("REPLICA", ATENDER,
     "El centro no recibe de un nodo: reintenta solo. Si sigue, revise su enlace y haga «prep diagnostico» para "
     "soporte."),
    ("REPLICA_AJENO", GRAVE, "Un nodo mandó algo que no es suyo o llegó dañado: se apartó. Repórtelo a seguridad."),
    ("NODO_CADENA", GRAVE,
     "Un nodo dice de su cadena de hechos lo que no puede ser, o volvió atrás. No se publica. Repórtelo a seguridad."),
    ("REPLICA_FUERA", GRAVE,
     "Un nodo mandó hechos que no caben en lo que es un hecho: se apartaron. Repórtelo a seguridad."),
    ("REPLICA_CONFLICTO", GRAVE,
     "Un nodo mandó un hecho con otro contenido que el que ya estaba. Vale lo primero. Repórtelo a seguridad."),
    ("CASILLA_APARTADA", ATENDER,
     "Una imagen de teléfono se apartó y no cuenta. Lea su motivo en la carpeta «apartadas» y resuelva con el CAE."),
    ("CASILLA_RELOJ", CONSTA,
     "El reloj de un teléfono cambió entre la toma y el envío. La imagen cuenta, con la hora medida al enviar."),
    ("TELEFONO_CAMBIADO", ATENDER,
     "El teléfono de un CAE se dio por perdido o se cambió. Si no lo esperaba, pregunte quién lo pidió y por qué."),
    ("TELEFONO_PERDIDO", GRAVE,
     "Alguien quiso enviar con un teléfono que se dio por perdido: nada entró. Avise a seguridad."),
    ("CORTE-RETENIDO", GRAVE,
     "El corte no se publicó: no pasó su comprobación. Sigue el anterior. Lea las razones y haga «prep diagnostico» "
     "para soporte."),
    ("CORTE-REVISION", ATENDER, "Hay renglones en revisión en el corte. Atienda la incidencia de cada uno."),
    ("CORTE-AJENO", GRAVE,
     "Alguien puso en la carpeta de los cortes algo que no es un corte. Se apartó ahí y los cortes siguen. "
     "Quítelo y vea quién puede escribir ahí."),
    ("SEGUNDA_MIRADA", ATENDER,
     "No se pudo decir qué actas conviene ver de nuevo: sigue la lista de antes. Los cortes no se detienen."),
    ("CORTE-FILA", GRAVE,
     "Lo guardado de un renglón publicado había cambiado; se rehízo desde los hechos. Repórtelo a seguridad."),
)
# fmt: on

REGLAS = tuple(Regla(str(c), g, texto) for c, g, texto in (*_DE_HALLAZGOS, *_DE_INCIDENTES, *_DE_ALARMAS))
POR_CODIGO: Mapping[str, Regla] = {r.codigo: r for r in REGLAS}


def regla(codigo: str) -> Regla:
    """The row of `codigo`; DESCONOCIDA for one of another version of the program, which a node may have."""
    return POR_CODIGO.get(codigo, DESCONOCIDA)
