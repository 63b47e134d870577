// A picture as greys, one byte each: taken from a canvas, made smaller by area, and averaged around each pixel.

export function deRgba(rgba, ancho, alto) {
  const px = new Uint8Array(ancho * alto);
  for (let i = 0, j = 0; i < px.length; i++, j += 4) px[i] = (rgba[j] * 77 + rgba[j + 1] * 150 + rgba[j + 2] * 29 + 128) >> 8;
  return { ancho, alto, px };
}

// The same, with a long side of `lado` at most: each new pixel is the mean of those that it covers.
export function reducir(gris, lado) {
  const escala = lado / Math.max(gris.ancho, gris.alto);
  if (escala >= 1) return gris;
  const ancho = Math.max(1, Math.round(gris.ancho * escala)), alto = Math.max(1, Math.round(gris.alto * escala));
  const columnas = tramos(gris.ancho, ancho), filas = tramos(gris.alto, alto);
  const px = new Uint8Array(ancho * alto), suma = new Float32Array(gris.ancho);
  for (let y = 0; y < alto; y++) {
    suma.fill(0);
    for (const [fila, peso] of filas[y]) {
      const desde = fila * gris.ancho;
      for (let x = 0; x < gris.ancho; x++) suma[x] += gris.px[desde + x] * peso;
    }
    for (let x = 0; x < ancho; x++) {
      let total = 0;
      for (const [columna, peso] of columnas[x]) total += suma[columna] * peso;
      px[y * ancho + x] = total + 0.5;
    }
  }
  return { ancho, alto, px };
}

// For each new pixel of a side, the old ones that it covers and how much of it each is.
function tramos(de, a) {
  const paso = de / a, todos = [];
  for (let i = 0; i < a; i++) {
    const desde = i * paso, hasta = Math.min(de, desde + paso), suyos = [];
    for (let k = Math.floor(desde); k < hasta - 1e-6; k++) suyos.push([k, (Math.min(hasta, k + 1) - Math.max(desde, k)) / paso]);
    todos.push(suyos);
  }
  return todos;
}

// Tells `fila(y, sumas, cuantos)` of each row: the sum of the `vecinos` × `vecinos` around each pixel, and of how many it is.
export function porVecinos(gris, vecinos, fila) {
  const { ancho, alto, px } = gris, mitad = vecinos >> 1;
  const columnas = new Int32Array(ancho), sumas = new Int32Array(ancho), cuantos = new Int32Array(ancho);
  let hay = 0;
  const poner = (y, signo) => {
    const desde = y * ancho;
    for (let x = 0; x < ancho; x++) columnas[x] += signo * px[desde + x];
    hay += signo;
  };
  for (let y = 0; y < Math.min(mitad, alto); y++) poner(y, 1);
  for (let y = 0; y < alto; y++) {
    if (y + mitad < alto) poner(y + mitad, 1);
    if (y - mitad > 0) poner(y - mitad - 1, -1);
    let suma = 0, lleva = 0;
    for (let x = 0; x < Math.min(mitad, ancho); x++, lleva++) suma += columnas[x];
    for (let x = 0; x < ancho; x++) {
      if (x + mitad < ancho) { suma += columnas[x + mitad]; lleva++; }
      if (x - mitad > 0) { suma -= columnas[x - mitad - 1]; lleva--; }
      sumas[x] = suma;
      cuantos[x] = lleva * hay;
    }
    fila(y, sumas, cuantos);
  }
}
