namespace Post.Cli.Demo;

/// <summary>Common names put together by chance, so that any likeness to a real officer is chance too.</summary>
internal static class DemoNames
{
    private static readonly string[] First =
        ("James Michael Robert John David William Richard Joseph Thomas Christopher Daniel Matthew Anthony Mark "
        + "Steven Paul Andrew Joshua Kenneth Kevin Brian Timothy Ronald Jason Jeffrey Ryan Jacob Nicholas Eric "
        + "Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Patrick Alexander Jack Dennis Tyler "
        + "Aaron Jose Nathan Henry Peter Adam Kyle Walter Sean Keith Austin Roger Terry Gerald Christian Ethan "
        + "Dylan Bryan Brendan Liam Colin Declan Luis Carlos Miguel Angel Juan Pedro Rafael Hector Manuel Antonio "
        + "João Paulo Marcos Tiago Duarte Jean-Paul Jean-Marc Wesner Fritz Emmanuel Minh Duc Hung Tuan Huy Marco "
        + "Giovanni Salvatore Vincent Mary Patricia Jennifer Linda Elizabeth Susan Jessica Karen Sarah Lisa Nancy "
        + "Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca "
        + "Laura Cynthia Amy Kathleen Angela Shannon Anna Brenda Nicole Samantha Katherine Christine Maria Ana "
        + "Carmen Rosa Isabel Lucia Marie-Claire Nadège Mai Linh Thuy Francesca Gina Keisha Latoya Renée Maureen "
        + "Colleen Bridget Siobhan").Split(' ');

    private static readonly string[] Frequent =
        ("Smith Johnson Williams Brown Jones Miller Davis Sullivan Murphy Silva Rodriguez Santos Nguyen Russo Pierre "
        + "Garcia Walsh Costa Martin O'Brien").Split(' ');

    private static readonly string[] Last =
        ("Wilson Anderson Taylor Thomas Moore Jackson White Harris Thompson Clark Lewis Robinson Walker Young Allen "
        + "King Wright Scott Hill Green Adams Baker Nelson Hall Campbell Mitchell Carter Roberts Phillips Evans "
        + "Turner Parker Collins Edwards Stewart Morris Rogers Reed Cook Morgan Bell Cooper Richardson Cox Howard "
        + "Ward Peterson Gray James Watson Brooks Kelly Sanders Price Bennett Wood Barnes Ross Henderson Coleman "
        + "O'Connor O'Neill O'Leary McCarthy McDonald McGrath McLaughlin Kennedy Lynch Ryan Doherty Flynn Foley "
        + "Donovan Burke Quinn Callahan Regan Sheehan Kelleher Mahoney Driscoll Hennessey Fitzgerald Fitzpatrick "
        + "Gallagher Connolly Brennan Riordan Ferreira Pereira Oliveira Sousa Medeiros Rego Furtado Cabral Amaral "
        + "Correia Mendes Teixeira Carvalho Almeida Pacheco Raposo Arruda Botelho Conceição Gonçalves Martinez "
        + "Hernandez Lopez Gonzalez Perez Sanchez Ramirez Torres Flores Rivera Gomez Diaz Reyes Morales Ortiz "
        + "Gutierrez Cruz Vargas Castillo Jimenez Ruiz Alvarez Mendoza Núñez Peña Vega Colon Rosario Jean Joseph "
        + "Charles Baptiste Louis Etienne Desrosiers Toussaint Celestin Dorvil Jean-Louis Saint-Fleur Tran Le Pham "
        + "Huynh Hoang Phan Vu Vo Dang Bui Do Ngo Duong Ly Rossi Ferrari Esposito Bianchi Romano Colombo Ricci "
        + "Marino Greco Bruno Gallo Conti DeLuca Mancini Costello Lombardi Moretti D'Amico D'Angelo DiMarco "
        + "LaRosa Kowalski Nowak Wisniewski Bouchard Gagnon Pelletier Levesque Beaulieu Thibault Papadopoulos "
        + "Cohen Levine Khan Patel Chen Wong Kim Park Hansen Larson").Split(' ');

    private static readonly string[] Particled =
    [
        "De La Rosa", "De los Reyes", "St. Clair", "St. Laurent", "Da Silva", "De souza", "Van Dyke", "La fontaine",
    ];

    private static readonly string[] Suffixes = ["Jr.", "Jr.", "Jr.", "Jr.", "Jr.", "III", "Sr.", "II", "IV"];

    public static string FirstName(DemoDice dice) =>
        dice.Percent(0.2) ? $"{(char)('A' + dice.Below(26))}. {dice.Pick(First)}" : dice.Pick(First);

    public static string Surname(DemoDice dice)
    {
        if (dice.Percent(0.6)) return dice.Pick(Particled);
        if (dice.Percent(3)) return $"{dice.Pick(Last)}-{dice.Pick(Last)}";
        return dice.Percent(16) ? dice.Pick(Frequent) : dice.Pick(Last);
    }

    /// <summary>A surname cell and a suffix cell, now and then in each other's place as clerks write them.</summary>
    public static (string Surname, string Suffix) WithSuffix(DemoDice dice, string surname)
    {
        if (!dice.Percent(7.5)) return (surname, "");
        var suffix = dice.Pick(Suffixes);
        return dice.Below(60) switch
        {
            0 => ($"{surname} {suffix}", ""),
            1 => ($"{surname} {suffix}", suffix),
            2 when suffix == "Jr." => (surname, "JR"),
            3 when suffix == "Jr." => (surname, "Jr"),
            _ => (surname, suffix),
        };
    }
}
