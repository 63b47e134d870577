"""Has the verifier re-add the files of a cut, each in a process of its own, as anybody else would run it (R-26)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

RAIZ = Path(__file__).resolve().parents[2]
PLAZO_S = 300
CONCUERDA, DIFIERE = 0, 3


def entorno() -> dict[str, str]:
    """The environment of a process of ours, wherever this one was started from."""
    return {**os.environ, "PYTHONPATH": str(RAIZ), "PYTHONIOENCODING": "utf-8"}


class Verificaciones:
    """Verifications under way; leaving the `with` ends those still running."""

    def __init__(self) -> None:
        self._procesos: list[tuple[Path, subprocess.Popen[str]]] = []

    def __enter__(self) -> "Verificaciones":
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        for _, proceso in self._procesos:
            if proceso.poll() is None:
                proceso.kill()
            proceso.communicate()

    def empezar(self, ruta: Path) -> None:
        """Starts re-adding the finished zip `ruta`."""
        orden = [sys.executable, "-m", "central", "verificar", str(ruta), "--json"]
        proceso = subprocess.Popen(  # noqa: S603 -- our own program, no shell
            orden,
            env=entorno(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._procesos.append((ruta, proceso))

    def razones(self) -> list[str]:
        """A sentence for each figure that its rows do not give and each thing unreadable; none when all agree."""
        return [razon for ruta, proceso in self._procesos for razon in self._de(ruta, proceso)]

    @staticmethod
    def _de(ruta: Path, proceso: "subprocess.Popen[str]") -> list[str]:
        try:
            dicho, queja = proceso.communicate(timeout=PLAZO_S)
        except subprocess.TimeoutExpired:
            return [f"{ruta.name} no se terminó de verificar en {PLAZO_S} s."]
        if proceso.returncode == CONCUERDA:
            return []
        if proceso.returncode != DIFIERE:
            return [f"{ruta.name} no se pudo verificar: {(queja or dicho).strip()[-300:]}"]
        objeto = json.loads(dicho)
        return [
            *(
                f"{ruta.name}: {d['campo']} dice {d['declarado']} y sus renglones dan {d['calculado']}."
                for d in objeto["diferencias"]
            ),
            *(f"{ruta.name}: {h['descripcion']} ({h['ejemplo']})." for h in objeto["hallazgos"] if h["grave"]),
        ]
