package org.opengms.planning.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Stations whose queue takes so many hundreds of hours at the end of each quarter, of work whose
/// longest target is 1,000 hours: more than 1,250 are hopeless.
class FluidLoadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # one station    | another          | hopeless to the end, from quarter
                    0 0 0 0          | 0 0 0 0          | none
                    0 13 14 15       | 0 0 0 0          | one 1
                    0 0 13 14        | 0 0 0 0          | one 2
                    0 0 0 14         | 0 0 0 0          | none
                    14 14 14 0       | 0 0 0 0          | none
                    14 14 0 14       | 0 0 0 0          | none
                    14 0 14 14       | 0 0 0 0          | one 2
                    0 0 14 14        | 0 14 14 14       | other 1
                    0 0 0 14         | 14 0 0 0         | none
                    0 12 12 12       | 0 0 0 0          | none
                    14 14 14 14      | 14 14 14 14      | either 0
                    """)
    void tellsWhoNeverRecovers(String one, String other, String expected) {
        List<FluidLoad.Load> loads = new ArrayList<>(loads("one", one));
        loads.addAll(loads("other", other));
        String found =
                new FluidLoad(loads)
                        .hopelessToTheEnd()
                        .map(load -> load.station() + " " + load.quarter())
                        .orElse("none");
        assertEquals(
                expected.replace("either", ""),
                expected.startsWith("either") ? found.replaceFirst("one|other", "") : found);
    }

    private static List<FluidLoad.Load> loads(String station, String hundreds) {
        List<FluidLoad.Load> loads = new ArrayList<>();
        for (String each : hundreds.strip().split(" ")) {
            double hours = 100 * Double.parseDouble(each);
            loads.add(new FluidLoad.Load(station, loads.size(), 1, 1, hours, hours, 1000));
        }
        return loads;
    }
}
