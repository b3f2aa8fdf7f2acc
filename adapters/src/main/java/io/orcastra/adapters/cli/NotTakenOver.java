package io.orcastra.adapters.cli;

/** The daemon goes on without what was put in its place: it refused it, could not try it, or has not judged it in time. */
final class NotTakenOver extends UserError {

    private static final long serialVersionUID = 1L;

    private final String why;
    private final String takenBack;

    /**
     * @param why       the whole reason, without advice
     * @param inPlace   advice while it lies in its place, which is what the message ends with
     * @param takenBack advice once the former is put back
     */
    NotTakenOver(String why, String inPlace, String takenBack) {
        super(why + "\n" + inPlace);
        this.why = why;
        this.takenBack = takenBack;
    }

    String why() {
        return why;
    }

    String takenBack() {
        return takenBack;
    }
}
