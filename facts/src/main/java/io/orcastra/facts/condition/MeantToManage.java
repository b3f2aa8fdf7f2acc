package io.orcastra.facts.condition;

/** The machine is to be a manager when it joins: its written role says so, or the making of the swarm did. */
public record MeantToManage(String hostname) implements Condition {
    @Override
    public String subject() {
        return hostname;
    }
}
