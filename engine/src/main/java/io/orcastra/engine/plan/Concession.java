package io.orcastra.engine.plan;

/** What a wish does without in an emergency, where it would come to nothing else. */
enum Concession {
    /** A gain that is worth a restart by itself: together with others it brings the machine out of pressure. */
    OWN_GAIN,
    /** The nodes where rules would have it. */
    BETTER_PLACE
}
