"""What the receiver answers: a status and a code for the program, a sentence for the CAE (docs/contrato-casilla.md)."""

from collections.abc import Mapping
from enum import Enum

from starlette.responses import JSONResponse

MEGAS = 4


class Negativa(Enum):
    """Why a request is not served: its status, and what the CAE reads."""

    PETICION = 400, "La aplicación no envió lo que debía. Ciérrela y ábrala otra vez."
    LLAVE_DESCONOCIDA = 401, "El centro aún no registra este teléfono. Se intentará otra vez."
    RELOJ = 401, "La hora del teléfono no concuerda. Se medirá otra vez."
    LLAVE_DE_BAJA = 403, "Este teléfono ya no puede enviar. Avise a su coordinación."
    FIRMA = 403, "La firma no es de este teléfono. Vuelva a darlo de alta."
    OTRA_CUENTA = 403, "Este teléfono es de otra cuenta. Vuelva a darlo de alta."
    PROCESO_CERRADO = 403, "El proceso ya cerró: no se reciben más imágenes."
    DESCONOCIDA = 404, "Esa alta no está. Envíela otra vez."
    SIN_CASILLAS = 404, "El centro aún no dice qué casillas tiene. Se preguntará otra vez."
    LENTO = 408, "La señal es muy débil. Se intentará otra vez."
    CONTENIDO_DISTINTO = 409, "Ya se había recibido otra foto con ese identificador: vale la primera."
    SIN_LARGO = 411, "La aplicación no dijo cuánto mide la foto. Ciérrela y ábrala otra vez."
    MUY_GRANDE = 413, f"La foto pasa de {MEGAS} MiB. Tómela otra vez con la aplicación."
    FORMATO = 422, "La aplicación es de otra versión. Ciérrela, ábrala y tome la foto otra vez."
    FECHA = 422, "La fecha de este teléfono está mal. Ponga la automática y tome la foto otra vez."
    OTRO_PROCESO = 422, "Es de otro ejercicio, no del de hoy. Vuelva a dar de alta su teléfono."
    IMAGEN_DANADA = 422, "La foto llegó dañada. Tome otra."
    FASE = 425, "El periodo no empieza todavía. La foto queda guardada y se enviará sola."
    CUOTA = 429, "Van muchos envíos seguidos de esta cuenta. Se intentará en un momento."
    SIN_LISTA = 503, "El centro aún no está listo. Se intentará otra vez."
    SIN_ESPACIO = 507, "El centro no tiene espacio ahora. La foto queda guardada y se intentará otra vez."

    @property
    def estado(self) -> int:
        return int(self.value[0])


class Negada(Exception):
    """A request that is not served."""

    def __init__(self, negativa: Negativa, *, espera: int = 0, **mas: object) -> None:
        super().__init__(negativa.name)
        self.negativa, self.espera, self.mas = negativa, espera, mas

    def respuesta(self) -> JSONResponse:
        dicho = {"codigo": self.negativa.name, "texto": self.negativa.value[1], **self.mas}
        return decir(self.negativa.estado, dicho, {"Retry-After": str(self.espera)} if self.espera else {})


def decir(estado: int, dicho: Mapping[str, object], encabezados: Mapping[str, str] | None = None) -> JSONResponse:
    """An answer that nobody keeps."""
    return JSONResponse(dict(dicho), estado, {"Cache-Control": "no-store", **(encabezados or {})})
