"""The rules about what an acta says, and the conventions by which its handwriting is read (R-12 to R-16)."""

from dataclasses import dataclass

from prep.domain.catalogo.catalogo import ASENTADO, TOTALES
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.reglas.regla import Regla, Severidad

SOBRANTES, PERSONAS, REPRESENTANTES, SACADOS = TOTALES
VOTOS = "VOTOS"  # every vote column of the acta, no registradas and nulos
TODOS_CAMPOS = "CAMPOS"  # every captured field
DOCUMENTO = "TIPO_DOCUMENTO"
IDENTIFICACION = "IDENTIFICACION"


@dataclass(frozen=True, slots=True)
class Convencion:
    """How something written where a number goes is captured; `valor` None: the number that the text says."""

    escrito: str
    valor: Valor | None
    captura: str


CONVENCIONES = (
    Convencion("guion (-)", 0, "Capture 0."),
    Convencion("diagonal (/)", 0, "Capture 0."),
    Convencion("equis (X)", 0, "Capture 0."),
    Convencion("la palabra («cero», «ninguno», «doce»)", None, "Capture el número que dice la palabra."),
    Convencion("tachado con corrección", None, "Capture la corrección."),
    Convencion("tachado sin corrección, en letra y en número", Marca.ILEGIBLE, "Marque ILEGIBLE."),
    Convencion("no se entiende ni en letra ni en número", Marca.ILEGIBLE, "Marque ILEGIBLE."),
    Convencion("en blanco, en letra y en número", Marca.SIN_DATO, "Marque SIN DATO. No capture 0."),
)

REGLAS_ACTA = (
    Regla(
        "I-01",
        Severidad.PREGUNTA,
        (VOTOS,),
        "La suma de los votos pasa del máximo de esta casilla. Revise cada número contra el acta; si así está "
        "escrito, confirme.",
        "EXCEDE LISTA NOMINAL: la suma pasa de la lista nominal (o de las boletas, en una especial) más "
        "representantes. Se publica y no se contabiliza.",
        "R-16",
    ),
    Regla(
        "I-02",
        Severidad.PREGUNTA,
        (VOTOS,),
        "Marcó algún voto como ILEGIBLE o SIN DATO. Revise letra y número; si no se lee o no hay nada, confirme.",
        "ALGÚN CAMPO ILEGIBLE O SIN DATO: se contabiliza; esos campos suman 0.",
        "R-16",
    ),
    Regla(
        "I-03",
        Severidad.PREGUNTA,
        (VOTOS,),
        "Ningún voto se lee o está escrito. Revise que la imagen sea del acta y esté completa; si así es, confirme.",
        "TODOS ILEGIBLES O SIN DATO: no se contabiliza. Pida otra copia del acta o digitalícela de nuevo.",
        "R-16",
    ),
    Regla(
        "I-04",
        Severidad.PREGUNTA,
        (),
        "Va a declarar SIN ACTA porque la casilla no se instaló. Confirme solo si el consejo lo informó.",
        "SIN ACTA POR CASILLA NO INSTALADA: no se contabiliza. Se anula si aparece el acta.",
        "R-16",
    ),
    Regla(
        "I-05",
        Severidad.PREGUNTA,
        (),
        "Va a declarar SIN ACTA porque el paquete no se entregó. Confirme solo si el consejo ya cerró la recepción.",
        "SIN ACTA POR PAQUETE NO ENTREGADO: no se contabiliza. Se anula si llega el paquete.",
        "R-16",
    ),
    Regla(
        "I-06",
        Severidad.PREGUNTA,
        (),
        "Va a declarar SIN ACTA porque el paquete llegó sin bolsa PREP. Pida antes cualquier copia del acta.",
        "SIN ACTA POR PAQUETE ENTREGADO SIN BOLSA: no se contabiliza. Se anula si se consigue una copia.",
        "R-16",
    ),
    Regla(
        "I-07",
        Severidad.PREGUNTA,
        (IDENTIFICACION,),
        "Esta acta no corresponde a ninguna casilla aprobada. Revise sección, tipo y número; si así está, confirme.",
        "FUERA DE CATÁLOGO: no entra en ninguna suma. Busque a qué casilla pertenece y muévala.",
        "R-01, R-16",
    ),
    Regla(
        "C-01",
        Severidad.REGISTRA,
        (TODOS_CAMPOS,),
        "Si letra y número no coinciden, capture lo escrito con letra, salvo que esté alterado o tachado.",
        "Letra y número no coinciden: vale la letra. No es inconsistencia.",
        "R-13",
    ),
    Regla(
        "C-02",
        Severidad.REGISTRA,
        (TODOS_CAMPOS,),
        "Si solo está la letra o solo el número, capture el que está.",
        "Solo letra o solo número: vale el que está. No es inconsistencia.",
        "R-13",
    ),
    Regla(
        "C-03",
        Severidad.REGISTRA,
        (ASENTADO, VOTOS),
        "Capture el total como está escrito, aunque no sea la suma.",
        "El total asentado no es la suma de los votos. Se publica como está escrito; no es inconsistencia.",
        "R-14",
    ),
    Regla(
        "C-04",
        Severidad.BLOQUEA,
        (TODOS_CAMPOS,),
        "Falta este campo. Escriba el número o, si el acta no lo tiene, marque SIN DATO o ILEGIBLE.",
        "Un campo quedó sin capturar; la captura no se envió.",
        "R-12",
    ),
    Regla(
        "C-05",
        Severidad.BLOQUEA,
        (TODOS_CAMPOS,),
        "Este campo solo lleva cifras, sin signos ni decimales. Corríjalo, o marque SIN DATO o ILEGIBLE.",
        "Un campo no era un número entero; la captura no se envió.",
        "R-12",
    ),
    Regla(
        "C-06",
        Severidad.BLOQUEA,
        (DOCUMENTO,),
        "Elija el tipo de documento que tiene a la vista.",
        "La captura no decía el tipo de documento; no se envió.",
        "R-11",
    ),
    Regla(
        "C-07",
        Severidad.PREGUNTA,
        (IDENTIFICACION,),
        "La casilla que leyó en el acta no es la esperada. Revise sección, tipo y número; si así está, confirme.",
        "El acta dice otra casilla: si dos personas coinciden, va a la mesa para corregir la identificación.",
        "R-05, R-11",
    ),
    Regla(
        "C-08",
        Severidad.PREGUNTA,
        (VOTOS,),
        "Todos los votos son 0. Revise el acta; si está en blanco, marque SIN DATO; si dice ceros, confirme.",
        "El acta tiene cero votos en todo. Compárela con la imagen.",
        "R-12",
    ),
    Regla(
        "C-09",
        Severidad.AVISA,
        (SACADOS, VOTOS),
        "Los votos sacados de la urna no son la suma de los votos. Revise; si así está el acta, continúe.",
        "Votos sacados distintos de la suma. Se publica como está escrito.",
        "R-14",
    ),
    Regla(
        "C-10",
        Severidad.AVISA,
        (PERSONAS,),
        "Votaron más personas de las que permite esta casilla. Revise; si así está el acta, continúe.",
        "Personas que votaron por encima de la lista nominal (o las boletas) más representantes.",
        "R-16",
    ),
    Regla(
        "C-11",
        Severidad.AVISA,
        (REPRESENTANTES,),
        "Votaron más representaciones de las que puede haber en la casilla. Revise; si así está el acta, continúe.",
        "Representaciones que votaron por encima del máximo del catálogo.",
        "R-16",
    ),
    Regla(
        "C-12",
        Severidad.REGISTRA,
        (VOTOS,),
        "Esta casilla no tiene un máximo de votos con que comparar.",
        "Falta el máximo de boletas o de representantes en el catálogo: esta acta no puede salir EXCEDE LISTA NOMINAL.",
        "R-16",
    ),
    Regla(
        "C-13",
        Severidad.PREGUNTA,
        (TODOS_CAMPOS,),
        "Este número es mayor que lo que cabe en esta casilla. Revíselo contra el acta; si así está escrito, confirme.",
        "Un número mayor que la lista nominal (o las boletas) más representantes: se preguntó y se confirmó.",
        "R-12, R-16",
    ),
)
