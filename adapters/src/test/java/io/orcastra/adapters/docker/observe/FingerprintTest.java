package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The fingerprint of a service")
class FingerprintTest {

    private static final String BARE = "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'}},'Mode':{}}";

    @ParameterizedTest
    @ValueSource(strings = {
        "{'Mode':{},'TaskTemplate':{'ContainerSpec':{'Image':'i'}},'Name':'web'}",
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'},'ForceUpdate':7},'Mode':{}}",
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'}},'Mode':{},'UpdateConfig':{'FailureAction':'rollback'}}",
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'},'Placement':{}},'Mode':{}}",
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'},'Placement':{'Constraints':[]}},'Mode':{}}",
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'},'Placement':{'Constraints':['node.id==x','node.id != y']}},'Mode':{}}"
    })
    @DisplayName("is the same after what Orcastra itself writes, and in any order of fields")
    void ignoresOurOwnWrites(String spec) {
        assertThat(fingerprint(spec)).isEqualTo(fingerprint(BARE));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'j'}},'Mode':{}}",
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'},'Placement':{'Constraints':['node.role==worker']}},'Mode':{}}",
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'},'Placement':{'MaxReplicas':1}},'Mode':{}}",
        "{'Name':'web','Labels':{'a':'b'},'TaskTemplate':{'ContainerSpec':{'Image':'i'}},'Mode':{}}",
        "{'Name':'web','TaskTemplate':{'ContainerSpec':{'Image':'i'}},'Mode':{'Replicated':{'Replicas':2}}}"
    })
    @DisplayName("changes with what the owner writes")
    void changesWithTheOwnersWrites(String spec) {
        assertThat(fingerprint(spec)).isNotEqualTo(fingerprint(BARE));
    }

    @Test
    @DisplayName("leaves the specification as it was")
    void leavesTheSpecification() {
        JsonNode spec = json("{'UpdateConfig':{},'TaskTemplate':{'ForceUpdate':1,'Placement':{'Constraints':['node.id==x']}}}");
        JsonNode copy = spec.deepCopy();

        Fingerprint.of(spec);

        assertThat(spec).isEqualTo(copy);
    }

    private static String fingerprint(String spec) {
        return Fingerprint.of(json(spec));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
