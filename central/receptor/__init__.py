"""What faces the phones: receives their sendings by HTTP and leaves them in a folder. It has no way to the base."""
