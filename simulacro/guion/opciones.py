"""What a night is asked to be: everything that its command takes, with what it is when nobody says."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OpcionesDeNoche:
    """What `make night` takes. `datos` None: the generated city or town; `trozo`: one CATD in so many."""

    salida: Path
    datos: Path | None = None
    perfil: str = "cdmx-2024"
    proceso: str = "SIMULACRO-1"
    escala: str = "ciudad"
    trozo: int = 1
    errores: float = 0.003
    excepciones: float = 0.02
    semilla: int = 1
    duracion_s: float = 0.0  # 0: by the number of actas
    cortes: int = 4
    procesos: int = 5  # of robots: each waits for the disk and the node in turn
    casilla: float = 0.0  # share of casillas whose actas come first by phone, then on paper
    imagenes: float = 0.0  # share of the actas whose image is as heavy as a real one
    nodos: int = 0  # nodes of the CATD besides the centre; 0: the centre does it all
    matar: tuple[str, ...] = ()  # what dies in the night, of percances.QUE
    corte_enlace_s: float = 0.0  # for how long the link of one site is cut
    kbps: float = 0.0  # how wide it is; 0: as wide as there is
    doble: bool = False  # the stations deliver everything twice
    acordados: int = 0  # actas of each kind of error on which both captures agree; a desk then makes the second look
    ventanas: bool = False  # people work beside the robots, at windows that open when these are done
    publicar: Path | None = None  # where the site of its cuts goes
    publicador: Path | None = None  # the settings of a real publisher, which then makes the cuts
    cada: int = 0  # minutes between its cuts; 0: as the profile says
