"""The one way in which a sending is not taken in: a code that the phone knows, and its reason in Spanish."""

from enum import StrEnum

from prep.domain.reglas.tabla import ACUERDO

__all__ = ["ACUERDO", "Apartada", "CodigoDeApartada"]


class CodigoDeApartada(StrEnum):
    """Why, for programs: stable, in the contract (docs/contrato-casilla.md)."""

    NO_ES_SU_CASILLA = "NO_ES_SU_CASILLA"
    PAQUETE_ACOPIADO = "PAQUETE_ACOPIADO"
    OTRO_PROCESO = "OTRO_PROCESO"
    FUERA_DE_CATALOGO = "FUERA_DE_CATALOGO"
    IMAGEN_DE_OTRA_ACTA = "IMAGEN_DE_OTRA_ACTA"
    CONTENIDO_DISTINTO = "CONTENIDO_DISTINTO"
    IMAGEN_DANADA = "IMAGEN_DANADA"
    LLAVE_DE_BAJA = "LLAVE_DE_BAJA"
    FIRMA = "FIRMA"
    FORMATO = "FORMATO"  # the JSON is not that of the contract, or its pair is missing
    FECHA = "FECHA"  # the phone's clock is off by more than the base can hold
    BASE = "BASE"  # the base did not take it


# What the CAE reads, who can do something else about it than the centre.
PARA_EL_CAE = {
    CodigoDeApartada.NO_ES_SU_CASILLA: f"Esa casilla no está a su cargo ({ACUERDO}). Avise a su coordinación.",
    CodigoDeApartada.PAQUETE_ACOPIADO: f"El paquete ya llegó: la imagen la toma el CATD ({ACUERDO}). Ya no la envíe.",
    CodigoDeApartada.OTRO_PROCESO: "Es de otro ejercicio, no del de hoy. Vuelva a dar de alta su teléfono.",
    CodigoDeApartada.FUERA_DE_CATALOGO: "Esa acta no está en el catálogo. Revise la casilla con su coordinación.",
    CodigoDeApartada.IMAGEN_DE_OTRA_ACTA: "Esa misma foto ya se recibió como de otra acta. Tome la de ésta.",
    CodigoDeApartada.CONTENIDO_DISTINTO: "Ya se había recibido otra foto con ese identificador: vale la primera.",
    CodigoDeApartada.IMAGEN_DANADA: "La foto llegó dañada. Tome otra.",
    CodigoDeApartada.LLAVE_DE_BAJA: "Este teléfono ya no puede enviar. Avise a su coordinación.",
    CodigoDeApartada.FIRMA: "La firma no es de este teléfono. Vuelva a darlo de alta.",
    CodigoDeApartada.FORMATO: "La aplicación es de otra versión. Ciérrela, ábrala y tome la foto otra vez.",
    CodigoDeApartada.FECHA: "La fecha de este teléfono está mal. Ponga la automática y tome la foto otra vez.",
    CodigoDeApartada.BASE: "El centro no la pudo tomar. Avise a su coordinación.",
}


class Apartada(Exception):
    """This sending is kept aside and the rest goes on; the message says what is wrong and what to do."""

    def __init__(self, codigo: CodigoDeApartada, motivo: str) -> None:
        super().__init__(motivo)
        self.codigo = codigo
