package org.opengms.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.TestMethod;

class ServiceNetworkFileTest {
    private static final ServiceNetwork NETWORK =
            new ServiceNetwork(
                    "Two places",
                    List.of(
                            new Laboratory(
                                    new OdsCode("ZL01"),
                                    "Hub",
                                    "Upper Vale",
                                    Map.of(TestMethod.PANEL, 40, TestMethod.WGS, 14),
                                    Map.of(StaffRole.CONSULTANT, 1.5, StaffRole.RECEPTION, 3.0))),
                    List.of(
                            new Site(
                                    new OdsCode("ZR101"),
                                    "Infirmary",
                                    "Upper Vale",
                                    new OdsCode("ZL01"),
                                    new DigitalReadiness(1, 0.9, 0.25, 0))),
                    new OdsCode("ZL01"));

    private static final String TEXT =
            """
            {
              "name" : "Two places",
              "laboratories" : [
                {
                  "ods" : "ZL01",
                  "name" : "Hub",
                  "region" : "Upper Vale",
                  "capacitySamplesPerWeek" : {
                    "WGS" : 14,
                    "PANEL" : 40
                  },
                  "staff" : {
                    "RECEPTION" : 3.0,
                    "CONSULTANT" : 1.5
                  }
                }
              ],
              "sites" : [
                {
                  "ods" : "ZR101",
                  "name" : "Infirmary",
                  "region" : "Upper Vale",
                  "homeLaboratory" : "ZL01",
                  "readiness" : {
                    "electronicOrder" : 1.0,
                    "recordOfDiscussion" : 0.9,
                    "sampleTracking" : 0.25,
                    "structuredReportReturn" : 0.0
                  }
                }
              ],
              "fallbackLaboratory" : "ZL01"
            }
            """;

    private static ServiceNetwork read(String text) {
        return ServiceNetworkFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "network.json");
    }

    @Test
    void writesCodesAsTextAndKeysInTheOrderOfTheirKind(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("network.json");
        ServiceNetworkFile.write(NETWORK, file);
        assertEquals(TEXT, Files.readString(file));
        assertEquals(NETWORK, ServiceNetworkFile.read(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    "ods" : "ZR101"             | "ods" : "Z-1"                | sites[0].ods
                    "ods" : "ZR101"             | "ods" : 7                    | sites[0].ods
                    "recordOfDiscussion" : 0.9  | "recordOfDiscussion" : 90    | recordOfDiscussion is 90
                    "sampleTracking" : 0.25,    | ^^                           | sampleTracking
                    "PANEL" : 40                | "PANEL" : 0                  | capacity 0
                    "PANEL"                     | "PANNEL"                     | capacitySamplesPerWeek
                    "homeLaboratory" : "ZL01"   | "homeLaboratory" : "ZL09"    | ZL09
                    "region" : "Upper Vale",    | "regoin" : "Upper Vale",     | laboratories[0]
                    """)
    void refusesAFaultyFileNamingTheField(String sound, String faulty, String place) {
        assertTrue(TEXT.contains(sound), sound);
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                read(
                                        TEXT.replaceFirst(
                                                java.util.regex.Pattern.quote(sound), faulty)));
        String message = String.valueOf(refused.getMessage());
        assertTrue(
                message.startsWith("OGMS-2110 network.json is not a service network: "), message);
        assertTrue(message.contains(place), message);
    }
}
