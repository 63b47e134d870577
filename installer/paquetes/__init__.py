"""`make paquetes`: the suite as packages of Debian, for the distribution of the machine on which they are built."""
