"""The independent re-adder of PREP results files: it shares no arithmetic with the exporter except the percentages."""
