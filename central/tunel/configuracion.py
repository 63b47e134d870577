"""What OpenSSH's server is told: nobody has a shell, and each node has one way in and one way out."""

import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from central.nodo.binarios import ErrorNodo
from central.tunel.plan import PlanDeTuneles
from prep.net.identificacion import escribir

SSHD = """# Written by «prep tunel servir». One connection, of one node.
HostKey {obra}/anfitrion
HostCertificate {obra}/anfitrion-cert.pub
AuthorizedKeysFile {obra}/nodos
RevokedKeys {obra}/revocados
AuthorizedPrincipalsFile none
AuthenticationMethods publickey
PubkeyAcceptedAlgorithms ecdsa-sha2-nistp256-cert-v01@openssh.com,ecdsa-sha2-nistp256
CASignatureAlgorithms ecdsa-sha2-nistp256
HostKeyAlgorithms ecdsa-sha2-nistp256-cert-v01@openssh.com
PasswordAuthentication no
KbdInteractiveAuthentication no
HostbasedAuthentication no
UsePAM no
StrictModes no
AllowTcpForwarding yes
GatewayPorts clientspecified
AllowStreamLocalForwarding no
AllowAgentForwarding no
X11Forwarding no
PermitTunnel no
PermitTTY no
PermitUserRC no
PermitUserEnvironment no
MaxSessions 0
ForceCommand /bin/false
Subsystem sftp /bin/false
MaxAuthTries 4
LoginGraceTime {gracia}
ClientAliveInterval 2
ClientAliveCountMax 3
TCPKeepAlive no
UseDNS no
Compression no
PidFile none
PrintMotd no
LogLevel INFO
"""
GRACIA_S = 10
DE_NODO = (
    'cert-authority,principals="nodo.{nodo}",restrict,port-forwarding,'
    'permitlisten="{asoma}:{puerto}",permitopen="{base}:{puerto}" {llave}\n'
)


def dejar(plan: PlanDeTuneles, obra: Path) -> None:
    """All that the server of `plan` reads, in the folder `obra`. Raises ErrorNodo, OSError."""
    llave = de_autoridad(plan.autoridad)
    escribir(obra / "anfitrion", plan.tunel.llave)
    escribir(obra / "anfitrion-cert.pub", f"{plan.tunel.certificado}\n")
    escribir(
        obra / "nodos",
        "".join(
            DE_NODO.format(nodo=n.nodo, asoma=n.direccion, puerto=plan.puerto_base, base=plan.base, llave=llave)
            for n in plan.nodos
        ),
    )
    _revocar(plan, llave, obra)
    escribir(obra / "sshd_config", SSHD.format(obra=obra, gracia=GRACIA_S))


def de_autoridad(certificado: str) -> str:
    """The public key of an authority, as OpenSSH writes it. Raises ErrorNodo."""
    try:
        publica = x509.load_pem_x509_certificate(certificado.encode()).public_key()
    except ValueError as error:
        raise ErrorNodo("La autoridad del túnel no es un certificado.") from error
    if not isinstance(publica, ec.EllipticCurvePublicKey):
        raise ErrorNodo("La autoridad del túnel no es de P-256.")
    return publica.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


def _revocar(plan: PlanDeTuneles, llave: str, obra: Path) -> None:
    """OpenSSH's own list of revoked ones, by their serial numbers; without it the server lets nobody in."""
    escribir(obra / "autoridad.pub", f"{llave}\n")
    escribir(obra / "series", "".join(f"serial: {serie}\n" for serie in plan.revocados))
    orden = ["/usr/bin/ssh-keygen", "-q", "-k", "-s", "autoridad.pub", "-f", "revocados.nuevo", "series"]
    hecho = subprocess.run(orden, cwd=obra, capture_output=True, text=True, check=False)  # noqa: S603 -- no shell
    if hecho.returncode:
        raise ErrorNodo(f"ssh-keygen no hizo la lista de revocados: {hecho.stderr.strip()[:200]}")
    (obra / "revocados.nuevo").replace(obra / "revocados")
