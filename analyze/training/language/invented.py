"""Names of persons that nobody has, of many origins: in training they stand in the places of persons' names, so that a rare name is taken for a person's by what is around it."""

import random

SEED, FAMILIES, ORDINARY = 11, 9000, 0.2  # how many family names are made, and the share of them that are ordinary English words

GIVEN = """
Abel Abena Adanna Adela Adil Agnieszka Ahmet Aidar Ailsa Aino Akello Akin Alba Aldo Aleksi Alena Alessia Alia Alina Aliou Alma Alois Amadou Amaya Amina Amrit Anahit
Ananya Anatol Andrei Aneta Anouk Anselm Antje Anwar Araba Aram Arash Aria Arjun Armand Arne Arturo Arvid Asha Aslan Asma Astrid Ata Atsuko Aurel Aurora Ava Ayako Ayse
Azadeh Baako Babak Bahar Balint Baran Bartosz Basma Beatriz Bela Benoit Berta Bilal Bjorn Bogdan Boris Bozena Branka Brynn Burak Callum Camille Carina Casimir Cecile Celso
Chana Chinedu Chloe Ciara Clemens Cosmin Dagmar Daiki Dalia Damir Danica Danilo Dara Daria Deepika Delia Demba Denis Deniz Desta Dilan Dimitar Dina Dorota Dragan Duncan
Ebba Edda Edita Efua Eamon Eirik Ekaterina Eleni Elif Elias Elke Eloise Emeka Emil Emine Emre Endre Enzo Erzsi Esi Esra Estela Etienne Eva Fabian Fadi Farah Farid Fatou
Felix Femke Feng Fergus Filip Fiona Folake Fritz Gabor Gaia Galina Gamze Gaspar Gerda Giada Gideon Gita Gizem Goran Greta Grzegorz Guillem Gulnara Gustav Gyula Habib Hadiza
Haakon Hakim Halima Hamza Hana Hanneke Harald Haruka Hassan Hector Hedda Heikki Helga Henrik Hind Hiroshi Hoang Huda Ibrahim Ida Idris Ifeoma Ignacio Igor Ilkka Ilona
Imani Imre Indira Inga Ioana Iris Isabela Ismail Isolde Ivana Ivo Jacek Jadwiga Jakub Jamila Jana Janez Jarmila Jasna Javier Jelena Jendrik Jin Joaquin Jolanta Joost Joris
Jovan Juhani Jun Kaan Kadir Kaito Kalina Kamal Kamila Karim Karin Karolina Kasia Kassim Katarzyna Katya Kavita Keiko Kemal Kenji Khadija Kiran Klara Klaus Kofi Kristof
Krzysztof Kumar Laila Lamine Larissa Lars Lasse Latifa Layla Leila Lejla Leonor Leszek Lev Lidia Ling Linnea Lior Liv Ljubica Lorenz Luca Lucija Ludmila Luis Lukas
Luz Maarten Madhu Magda Mahmoud Maja Malik Malin Mamadou Manuela Marek Margit Mariam Marin Marjan Marko Masha Mateo Matilda Matthijs Maud Maya Mehmet Mei Melek Merete
Mert Mette Miguel Mihai Mikael Milan Milena Mina Mira Miroslav Mitra Mohan Moira Monika Moses Mustafa Nadia Nadir Naoki Nasser Natalya Nikhil Nils Nino Nisha Nives
Nkechi Nour Nuno Obinna Odile Ola Oleg Olga Olu Omar Orsolya Oskar Otieno Ousmane Pablo Padma Paloma Paolo Parisa Pascal Paulina Pavel Pedro Pia Pilar Piotr Poonam
Qasim Rachid Radka Rafal Ragnar Rahel Rahim Raj Rana Ranko Rashid Rauf Reena Reiko Reza Rhona Rima Rin Roberta Rodrigo Roland Roman Rosa Roshan Rui Rukmini Runa Ruslan
Ruta Saad Saba Sabine Sadia Sakura Salif Salma Samir Sanda Sandor Sanjay Sara Saskia Satoshi Selim Selma Sena Serhiy Seydou Shanti Shira Shreya Sigrid Silvio Simin Simona
Sindre Siri Slavko Sofia Solveig Sona Soren Stanko Stefan Stela Stig Sushma Svetlana Szymon Tadeusz Taiwo Takumi Tamar Tarek Tariq Tatjana Tendai Teodor Thandi Tiago
Tibor Tilde Timo Tiril Tobias Tora Tove Trang Tunde Tuomas Ulf Uma Umar Ursula Usha Vaclav Valentin Vanja Vasil Veera Vera Vesna Vidar Vikram Vilma Vito Vlad Wafa Wanda
Wanjiru Werner Wei Wiktor Wojciech Xenia Xiao Yael Yahya Yan Yara Yasmin Yelena Yevgeny Yildiz Yolanda Yoko Youssef Yuki Yuri Yvette Zahra Zainab Zane Zbigniew Zeynep
Zeki Zlata Zofia Zoltan Zora Zuzana Alan Alice Amy Andrew Anna Arthur Barbara Ben Brian Carl Carol Chris Claire Daniel David Dennis Diane Edward Ellen Emily Eric Frank
Gary Grace Hannah Harry Helen Henry Jack James Jane Janet Jason Jeff Jenny Jim Joan Joe John Joyce Julia Karen Kate Keith Kevin Larry Laura Linda Lisa Louise Mark Mary
Matt Megan Michael Mike Nancy Neil Nick Oliver Pat Paul Peter Rachel Richard Robert Ruth Ryan Sally Sam Sarah Scott Simon Steve Sue Susan Ted Tim Tom Tony Wendy William
""".split()

# Beginnings and ends of family names, by the languages they sound like.
PARTS = (
    ("Ash Black Brad Bram Brock Cald Chad Clay Comp Crom Dun East Elm Fair Fen Gains Hal Harl Hart Hath Hazel Hol Horn Kel Lang Lock Long Mar Nor Oak Pem Pen Rad Red Rock "
     "Rush Sand Shel Stan Stone Thorn Wake Wal Wen Whit Win Wood", "ton ley well ford wood field worth man son bury croft brook ham low combe stead wick more shaw by ridge"),
    ("Adler Alt Bach Berg Blum Brand Breit Dorn Eber Eich Feld Finken Freu Gold Gott Grun Hage Hart Her Hirsch Hohen Kalt Kess Klein Kling Korn Lang Licht Lind Mohr Ober "
     "Quast Reich Rosen Roth Schaff Schell Schwarz Stein Stoll Tann Uhl Vogel Wald Weid Wend Zell Zim", "mann berg er stein feld bach hoff ner ling hardt hauser meier ke ert dorf"),
    ("Alm Ander Bjork Dahl Eke Eng Fager Gran Hag Hall Holm Ivar Jorg Kall Lager Ljung Lof Lund Myr Ny Oster Ram Rund Sand Sjo Skog Sol Sten Svens Ting Tor Vester Vik Ves",
     "sen sson dal berg lund gren strom rud stad vik mark stedt nes heim man"),
    ("Baran Bel Bod Bor Cher Dob Drag Dub Gal Gor Gren Gus Iv Jan Jur Kal Kamin Kar Klim Kos Kov Kras Kuz Lev Luk Mal March Mik Mor Ol Pav Pet Pol Pros Rad Rog Rom Rud Sav "
     "Shev Sid Sob Sok Stan Step Tar Tim Tkach Vas Vol Zab Zel", "ov ova ovic enko ski ska czyk uk in ina ek ik anov ewicz ich ovsky ak ar as enka"),
    ("Alv Arm Bal Bar Bell Ben Berg Cal Camp Card Cast Cerv Cor Del Esp Fab Fer Gal Gar Guer Lan Leg Lop Mal Marc Mart Mend Mol Mont Mor Nav Oliv Ort Pal Per Quint Ram Ren "
     "Riv Rom Ros Sal Sant Ser Sol Tor Val Var Vel Vill Zam", "ez es ini elli etti ado oso ard eau etto escu eira era eda ino ales aro ante ana aldi ucci in on ier"),
    ("Agar Ban Bhat Bhal Chand Chat Dal Desh Dut Gan Gop Gul Jag Jay Kal Kap Kar Kul Lakh Mal Man Meh Muk Nag Nar Pad Pat Pra Raj Ram Ran Sab Sah Sri Sub Sur Tal Tiv Upa "
     "Vai Var Ven Vish Yad", "kar wal nathan appa ta ani esh jee rao ra de pal want kumar dhar swami than var vani mani ria sal"),
    ("Abd Akb Al Ar As Asl Az Bahr Bak Bayr Demir Er Esf Far Gev Ghor Hak Hakob Hos Jaf Kar Kaz Khal Kil Mah Manu Mog Nab Naj Oz Petros Qas Rah Rost Sad Saf Sark Shah Sul Tah "
     "Tav Tek Yav Yil Zand", "oglu zadeh pour ani awi ian yan dze shvili iri an man i eh kan mez tash dag ov bekov iyev"),
    ("Ab Ade Aku Ama Baa Boa Che Chi Di Eke Ful Gi Ife Ka Ki Ko Ma Mba Mu Mwa Nde Nja Nko Nwa Nya O Oba Odu Oge Ola Osa Sa Si Ta Te Tsho U Wa Ya Zu",
     "bola dele ma mba kwe nga ngo ni nyi pong riuki ro sanya teng tu wale wa ze zi for mensah diallo be ko lo mi nkwo"),
    ("A Aki Asa Chi Fu Go Ha Hi Ho I Ka Ki Ko Ku Ma Mi Mo Mu Na Ni No O Sa Shi Su Ta Te To Tsu U Ya Yo Yu", "ka kawa ki mi moto mura no ra ri ro sato shima shita suka ta taka tani wa yama da be gawa zaki hara"),
    ("Ba Cao Chen Cho Dai Dinh Du Fan Fu Gao Ha Han Ho Hong Hu Jin Kang Kwon Lai Lam Liang Liu Lu Luo Ma Mai Min Ngo Oh Pham Qin Ryu Shen Song Sun Tan Tang Truong Tsai Vo Vu Wu Xie Xu Yeo Yoon Zhao Zheng Zhou",
     "- - - - - ng ong ang in i o ao"),
    ("Mac Mc O' De Van Von Fitz Ap", "Allan Bray Corran Daire Duff Garrity Hale Innes Kerran Lorne Mara Niall Ossory Quade Rennick Sorley Tierney Ulver Vane Wylde"),
)  # fmt: skip


def families(words, generator):
    """Family names, some of them the ordinary `words`."""
    made = set()
    while len(made) < FAMILIES * (1 - ORDINARY):
        begin, end = (side.split() for side in generator.choice(PARTS))
        made.add(generator.choice(begin) + generator.choice(end).replace("-", ""))
    made = sorted(n for n in made if len(n) > 1)
    return made + generator.choices([w.title() for w in words], k=int(FAMILIES * ORDINARY))


class Persons:
    """Numbers of the names' forms in a table of forms: rows of (as a name is written, in capitals, in lower case)."""

    def __init__(self, kinds, words):
        generator = random.Random(SEED)
        self.given, self.family = ([self.numbers(kinds, n) for n in pool] for pool in (GIVEN, families(words, generator)))

    @staticmethod
    def numbers(kinds, name):
        return [kinds.id(name), kinds.id(name.upper()), kinds.id(name.lower())]

    def renamed(self, example, types, lower, generator):
        """`types` with another name for each word of a person's name, one for the same word wherever it stands."""
        out, chosen = types.copy(), {}
        for place, family in example.persons:
            form = example.forms[place]
            if form not in chosen:
                chosen[form] = generator.choice(self.family if generator.random() < family else self.given)
            out[place] = chosen[form][2 if lower else 1 if form.isupper() else 0]
        return out


def persons(forms, labels):
    """Of each word of a person's name that another may stand for: its place, and how likely it is a family's name."""
    found, begun = [], []
    for i, (form, label) in enumerate(zip(forms, labels)):
        if label[2:] == "PER" and form[:1].isupper() and len(form) > 1 and form.isalpha():
            begun.append(i)
        if label[:2] in ("E-", "S-") and begun:
            found += [(k, 0.05) for k in begun[:-1]] + [(begun[-1], 0.95 if len(begun) > 1 else 0.4)]
            begun = []
    return found
