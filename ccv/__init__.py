"""The workstation of the CCV: phone images, captura and validación at headquarters (`python -m ccv`)."""
