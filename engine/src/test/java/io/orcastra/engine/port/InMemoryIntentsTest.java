package io.orcastra.engine.port;

import java.util.List;

class InMemoryIntentsTest extends IntentLogContract {
    private final InMemoryIntents intents = new InMemoryIntents();

    @Override
    protected IntentLog log() {
        return intents;
    }

    @Override
    protected List<Intent> open() {
        return intents.open();
    }

    @Override
    protected void loseTheLease() {
        intents.loseTheLease();
    }

    @Override
    protected void stopAnswering() {
        intents.stopAnswering();
    }
}
