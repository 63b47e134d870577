// A JPEG without what a browser or a phone adds to it, so that its SHA-256 is the one that will be published.
const SOS = 0xda, EOI = 0xd9, ADOBE = [0x41, 0x64, 0x6f, 0x62, 0x65];

// The same bytes that central/casilla/jpeg.py would leave: tables and scans stay, all else goes.
export function limpiar(crudo) {
  const b = new Uint8Array(crudo), partes = [b.subarray(0, 2)];
  let lugar = 2;
  if (b[0] !== 0xff || b[1] !== 0xd8) throw new Error("no es un JPEG");
  for (;;) {
    while (b[lugar] === 0xff && b[lugar + 1] === 0xff) lugar++;
    const marca = b[lugar + 1];
    if (b[lugar] !== 0xff) throw new Error("el JPEG está cortado");
    if (marca === EOI) {
      partes.push(b.subarray(lugar, lugar + 2));
      return unir(partes);
    }
    let fin = lugar + 2 + b[lugar + 2] * 256 + b[lugar + 3];
    if (marca === SOS) while (b[fin] !== 0xff || b[fin + 1] === 0 || b[fin + 1] === 0xff || (b[fin + 1] & 0xf8) === 0xd0) fin++;
    if (!(fin <= b.length)) throw new Error("el JPEG está cortado");
    if (!seQuita(marca, b, lugar, fin)) partes.push(b.subarray(lugar, fin));
    lugar = fin;
  }
}

function seQuita(marca, b, lugar, fin) {
  const color = marca === 0xee && fin - lugar === 16 && ADOBE.every((v, i) => b[lugar + 4 + i] === v);
  return marca === 0xfe || (marca >= 0xe0 && marca <= 0xef && !color);
}

function unir(partes) {
  const todo = new Uint8Array(partes.reduce((n, p) => n + p.length, 0));
  let lugar = 0;
  for (const parte of partes) {
    todo.set(parte, lugar);
    lugar += parte.length;
  }
  return todo.buffer;
}
