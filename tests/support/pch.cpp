// Exists so that the precompiled headers of the tests have a target to be built for.
