"""Processor time of each program of a drill of several sites: robots, árbitros and the servers' processes by kind."""

import re
from collections.abc import Mapping
from pathlib import Path

import psutil

ROBOTS = "robots"
# A server's process says what it does in its title: "postgres: walsender prep_replica …".
CLASES = {
    "logical replication": "aplicación de la réplica",
    "walsender": "envío de la réplica",
    "prep_arbitro": "sesiones de su árbitro",
    "autovacuum": "mantenimiento",
    "checkpointer": "mantenimiento",
    "background writer": "mantenimiento",
    "walwriter": "mantenimiento",
    r"postgres: e\w+-\d": "sesiones de estaciones",
}


class Costos:
    """Adds up what each program has used; a process that ends keeps what it had when it was last seen."""

    def __init__(self, carpetas: Mapping[Path, str], raiz: Path) -> None:
        """`carpetas`: the data folder of each node, and "centro" or "nodos"."""
        self._raiz = str(raiz)
        self._carpetas = {str(carpeta): de_quien for carpeta, de_quien in carpetas.items()}
        self._servidores = {_servidor(carpeta): de_quien for carpeta, de_quien in carpetas.items()}
        self._cpu: dict[tuple[int, float], tuple[str, float]] = {}

    def hasta_ahora(self) -> dict[str, float]:
        """Seconds by program since each process began."""
        for proceso in psutil.process_iter():
            try:
                programa = self._programa(proceso)
                if programa:
                    tiempos = proceso.cpu_times()
                    self._cpu[proceso.pid, proceso.create_time()] = (programa, tiempos.user + tiempos.system)
            except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                continue  # it ended between two looks
        sumas: dict[str, float] = {}
        for programa, segundos in self._cpu.values():
            sumas[programa] = sumas.get(programa, 0.0) + segundos
        return sumas

    def _programa(self, proceso: psutil.Process) -> str:
        de_quien = self._servidores.get(proceso.pid) or self._servidores.get(proceso.ppid() or 0)
        if de_quien:
            titulo = " ".join(proceso.cmdline())
            clase = next((clase for patron, clase in CLASES.items() if re.search(patron, titulo)), "lo demás")
            return f"PostgreSQL, {de_quien}: {clase}"
        orden = proceso.cmdline()
        if not any(self._raiz in palabra for palabra in orden):
            return ""
        if any(palabra.startswith("simulacro.") for palabra in orden):
            return ROBOTS
        carpeta = next((d for c, d in self._carpetas.items() if c in orden), "")
        return f"árbitro y enlace, {carpeta}" if carpeta else ""


def ocupados_s() -> float:
    """Processor seconds of the machine since it started, of all programs together."""
    t = psutil.cpu_times()
    return float(t.user + t.nice + t.system + t.irq + t.softirq)


def _servidor(carpeta: Path) -> int:
    """The process that a cluster's server began as."""
    texto = (carpeta / "postgres" / "base" / "postmaster.pid").read_text(encoding="utf-8")
    return int(texto.split()[0])
