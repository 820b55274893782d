"""Options of the few libraries in which all analysis spends its time."""

# Optimised in every build: without it the language engine reads some thirty times slower, and with it every test that analyses.
# Sanitizers and coverage see them all the same.
HOT_COPTS = ["-O2"]
