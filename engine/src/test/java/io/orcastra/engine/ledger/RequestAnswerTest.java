package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.RequestAnswer.State;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestAnswerTest {

    private static RequestAnswer answer(String line) {
        return new RequestAnswer("r1", State.WAITING, List.of(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "web1 is moved to node2|web2 is moved to node3",
        "web waits: node 1 is down|web waits: node 2 is down",
        "web-1 is moved to n-1|web-2 is moved to n-1",
        "shop_web.1 stays: 3 tasks are missing|shop_web.1 stays: 2 tasks are missing",
        "host-5m is full|host-6m is full"})
    void anotherNameOrCountIsNews(String before, String now) {
        assertThat(answer(now).says(answer(before))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "web waits: n2 is at 85.3 % of its memory|web waits: n2 is at 86 % of its memory",
        "web waits: n2 needs 5120 MiB of memory, 20 MiB free|web waits: n2 needs 5121 MiB of memory, 9 MiB free",
        "web waits: it rests for 2m 5s|web waits: it rests for 59 s",
        "web waits until 12:05:59|web waits until 12:06:01",
        "web waits until 2026-01-01T12:00:00Z|web waits until 2026-01-01T12:00:01.5Z"})
    void anotherMeasureOrTimeIsNone(String before, String now) {
        assertThat(answer(now).says(answer(before))).isTrue();
    }
}
