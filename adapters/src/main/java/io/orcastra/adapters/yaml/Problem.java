package io.orcastra.adapters.yaml;

/**
 * One thing wrong with the configuration, at its place.
 *
 * @param file    path of the file, or {@code environment:NAME} for a variable
 * @param line    from 1; 0 when the whole file or a variable is meant
 * @param column  from 1, in characters; 0 as above
 * @param message what is wrong, with the value seen
 * @param advice  begins with {@code Maybe}
 * @param excerpt the line of the file as it was read, empty when there is none
 */
public record Problem(
        Severity severity, String file, int line, int column, String message, String advice, String excerpt) {

    /** An error refuses the whole configuration; a warning does not. */
    public enum Severity { ERROR, WARNING }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line:column}, shorter when there is no line. */
    public String place() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
