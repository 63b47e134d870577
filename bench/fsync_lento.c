/* Slows every fsync and fdatasync of the program that it is preloaded into by FSYNC_LENTO_MS milliseconds: a field PC's
 * disk, for the benchmark. Built by bench/fsync_lento.py; never used outside it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void esperar(void)
{
    const char *texto = getenv("FSYNC_LENTO_MS");
    long ms = texto ? atol(texto) : 0;
    struct timespec falta = {ms / 1000, (ms % 1000) * 1000000L};
    while (ms > 0 && nanosleep(&falta, &falta) != 0)
        ;
}

static int lento(const char *nombre, int descriptor)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, nombre);
    esperar();
    return real(descriptor);
}

int fsync(int descriptor) { return lento("fsync", descriptor); }
int fdatasync(int descriptor) { return lento("fdatasync", descriptor); }
