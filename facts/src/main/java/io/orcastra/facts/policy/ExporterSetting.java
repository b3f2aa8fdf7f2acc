package io.orcastra.facts.policy;

/**
 * One thing the file wishes of that service.
 *
 * @param service its full name
 * @param setting a place in the spec as a JSON pointer, a space, and what is to stand there as JSON; equal for equal
 *                wishes
 */
public record ExporterSetting(String service, String setting) {

    /** The JSON pointer. */
    public String place() {
        return setting.substring(0, setting.indexOf(' '));
    }
}
