package io.orcastra.adapters.ssh;

/**
 * All that is ever run on a machine. The texts are fixed: data goes through the engine's API, which stands at the
 * other end of {@link #ENGINE_API}, and so neither into a shell nor into a list of processes. {@code timeout} ends on
 * the machine what a broken connection would leave running there.
 */
enum RemoteCommand {
    /** Standard input and output become a connection to the engine's API. */
    ENGINE_API("timeout -k 1 45 docker system dial-stdio"),
    RESTART_ENGINE("timeout -k 5 120 systemctl restart docker");

    private final String text;

    RemoteCommand(String text) {
        this.text = text;
    }

    String text(boolean sudo) {
        return sudo ? "sudo -n " + text : text;
    }
}
