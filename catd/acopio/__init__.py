"""The acopio screen: sobres are received, told where they go, declared sin acta, and put on paper."""
